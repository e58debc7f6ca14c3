"""The language of an answer."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class ReadersLanguage(LocaleMiddleware):
    """Django's, except that what engines read is the same in every language: caches keep it once."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return response if request.path.startswith("/api/") else super().process_response(request, response)
