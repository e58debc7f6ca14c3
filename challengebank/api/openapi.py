"""What the generated description does not know by itself: bodies that are bytes, problems, dates of deprecation."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import http_date

PROBLEMS = {
    "401": "The key is unknown, revoked or expired, or one is needed",
    "404": "There is nothing here that you may read",
    "422": "A parameter cannot be read",
    "429": "Too many requests this minute",
}


def bytes_of(*media_types: str) -> dict[str, Any]:
    """The description of an answer that is bytes, whole, in part, or held already."""
    content = {
        kind: {"schema": {} if "json" in kind else {"type": "string", "format": "binary"}} for kind in media_types
    }
    return {
        "responses": {
            "200": {"description": "The bytes", "content": content},
            "206": {"description": "The part asked by Range", "content": content},
            "302": {"description": "Where the bytes are, for a short time"},
            "304": {"description": "You hold them already"},
            "416": {"description": "There is no such part"},
        }
    }


def with_problems(description: dict[str, Any]) -> dict[str, Any]:
    """The description, each operation with the problems that it may answer."""
    body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    for operations in description["paths"].values():
        for operation in operations.values():
            for status, words in PROBLEMS.items():
                operation["responses"][status] = {"description": words, "content": body}
    return description


def dated(*, deprecated: date, sunset: date) -> Callable[..., Any]:
    """A view that will go: since when it is deprecated (RFC 9745), and when it ends (RFC 8594), in every answer."""
    since, until = (datetime.combine(day, time(), UTC).timestamp() for day in (deprecated, sunset))

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            response.headers["Deprecation"] = f"@{int(since)}"
            response.headers["Sunset"] = http_date(until)
            return response

        return answer

    return decorate
