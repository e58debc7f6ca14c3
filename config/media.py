"""Uploaded files, for people of the desk only: some belong to certification challenges, which are secret."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of MEDIA_ROOT; it does not exist for those who cannot open the desk."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, private=True, max_age=3600)
    return response
