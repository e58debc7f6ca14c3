"""The places of a document that a remark can be about: every text that a pupil may read, by its path."""

from collections.abc import Iterator
from functools import reduce
from operator import getitem
from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from items.document import Document

TEXTS = frozenset({"title", "statement", "body", "hint", "text", "feedback", "correct", "incorrect", "label", "alt"})
PARTS: dict[str, str | Promise] = {
    "title": _("Title"),
    "statement": _("Statement"),
    "body": _("Text"),
    "hint": _("Hint"),
    "feedback": _("Feedback"),
    "content": _("Answer"),
    "illustration": _("Illustration"),
    "attachments": _("Files"),
    "assets": _("Files"),
    "tutorials": _("Tutorials"),
    "disciplines": _("Disciplines"),
    "url": _("Address"),
    "duration": _("Duration"),
    "accessibility": _("Accessibility"),
    "authors": _("Authors"),
    "source": _("Source"),
    "tags": _("Tags"),
    "alignments": _("Competence"),
    "classes": _("Classes"),
    "delivery": _("Delivery"),
    "licence": _("Licence"),
    "answer_tests": _("Answer tests"),
}


def texts(document: Document) -> dict[str, str]:
    """Path to text, such as {"statement": "…", "content.options.0.text": "…"}, in the order of the document."""
    return dict(_walk("", "", document.model_dump()))


def rewritten(document: Document, path: str, text: str) -> Document:
    """The document with another text at this path, which has one. InvalidDocument when it may not say that."""
    values = orjson.loads(document.canonical())
    *parents, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    reduce(getitem, parents, values)[last] = text
    return type(document).parse(values)


def _walk(path: str, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value and name in TEXTS:
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(f"{path}.{key}".lstrip("."), key, inner)
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _walk(f"{path}.{place}", name, inner)


def place(path: str) -> str:
    """A path in words, such as “Answer 2”; empty for the whole document."""
    head, *rest = path.split(".")
    numbers = [str(int(part) + 1) for part in rest if part.isdecimal()]
    return " ".join([str(PARTS.get(head, head)), *numbers])
