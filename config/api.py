"""The one API object, and the one place where an error becomes an answer: RFC 9457 problem details."""

import hashlib
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from challengebank.api import banks, frameworks, recalls, trust
from challengebank.api.access import TooManyRequestsError
from challengebank.api.encoding import compress_answer
from challengebank.api.openapi import with_problems
from challengebank.api.schemas import ProblemOut
from challengebank.errors import BankError


class EngineAPI(NinjaAPI):
    """Every JSON answer has an ETag, is not sent again to who holds it, and is compressed; problems are described."""

    def create_response(self, request: HttpRequest, data: Any, **how: Any) -> HttpResponse:
        """The answer of an operation."""
        response = super().create_response(request, data, **how)
        if response.status_code != HTTPStatus.OK:
            return response
        etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response = get_conditional_response(request, etag, None, response)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ["Authorization"])
        return compress_answer(request, response)

    def get_openapi_schema(self, **how: Any) -> dict[str, Any]:
        """The description, problems included."""
        description = super().get_openapi_schema(**how)
        description["components"]["schemas"]["ProblemOut"] = ProblemOut.model_json_schema()
        return with_problems(description)


api = EngineAPI(title="Vivier", version="1", urls_namespace="api", docs_url=None, openapi_url="/openapi.json")
for part in (banks, trust, recalls, frameworks):
    api.add_router("", part.router)


def problem(status: int, detail: str = "", **extra: str) -> HttpResponse:
    """A problem in the form of RFC 9457."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return HttpResponse(orjson.dumps(body), status=status, headers=extra, content_type="application/problem+json")


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """The answer at an address of the API that leads nowhere."""
    return problem(404, "There is nothing here that you may read.")


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return nothing_here(request)


@api.exception_handler(AuthenticationError)
def _unknown_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(
        401, "A key is needed, and this one is unknown, revoked or expired.", **{"WWW-Authenticate": "Bearer"}
    )


@api.exception_handler(TooManyRequestsError)
def _too_many(request: HttpRequest, error: TooManyRequestsError) -> HttpResponse:
    return problem(429, str(error), **{"Retry-After": str(error.wait)})


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
