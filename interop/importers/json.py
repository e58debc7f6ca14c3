"""JSON that nobody vouches for: no key twice, no NaN, no endless number, no great depth."""

import json
import re
from typing import Any

from interop.findings import RefusedFileError
from items.messages import message

DEPTH = 60
BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
LONGEST_NUMBER = 40


def loads(text: str | bytes) -> Any:
    """The value of a JSON text; RefusedFileError says why it is refused."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise RefusedFileError(message("this JSON is not in UTF-8")) from None
    _refuse_depth(text)
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_whole, parse_float=_decimal
        )
    except json.JSONDecodeError as error:
        text_of = message("this is not JSON: %(error)s, line %(line)s", error=error.msg, line=error.lineno)
        raise RefusedFileError(text_of) from None


def _refuse_depth(text: str) -> None:
    depth = 0
    for found in BRACKETS.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth > DEPTH:
                raise RefusedFileError(message("this JSON is nested more than %(depth)s deep", depth=DEPTH))
        elif found[0] in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise RefusedFileError(message("this JSON says the same key twice in one object"))
    return values


def _constant(name: str) -> None:
    raise RefusedFileError(message("« %(name)s » is not a number in JSON", name=name))


def _whole(digits: str) -> int:
    return int(_short(digits))


def _decimal(digits: str) -> float:
    return float(_short(digits))


def _short(digits: str) -> str:
    if len(digits) > LONGEST_NUMBER:
        raise RefusedFileError(message("this JSON holds a number of %(count)s digits", count=len(digits)))
    return digits
