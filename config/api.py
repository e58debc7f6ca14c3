"""The one API object, and the one place where an error becomes an answer: RFC 9457 problem details."""

from http import HTTPStatus

import orjson
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from challengebank.api.engines import router
from challengebank.errors import BankError

api = NinjaAPI(title="Vivier", version="1", urls_namespace="api", docs_url=None, openapi_url="/openapi.json")
api.add_router("", router)


def problem(status: int, detail: str = "") -> HttpResponse:
    """A problem in the form of RFC 9457."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    return HttpResponse(orjson.dumps(body), status=status, headers=headers, content_type="application/problem+json")


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "There is nothing here that you may read.")


@api.exception_handler(AuthenticationError)
def _unknown_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "This key is unknown, revoked or expired.")


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = (f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors)
    return problem(422, "; ".join(places))


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(403, str(error))


@api.exception_handler(BankError)
def _conflict(request: HttpRequest, error: BankError) -> HttpResponse:
    return problem(409, str(error))
