"""What importers share: the draft they give, a dict in the shape of an Item document with possibly missing fields.

One field is not of the document: `origin`, what the question was called where it comes from (`id`, `category`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from interop.findings import Finding, RefusedFileError
from interop.html import unescaped
from interop.importers.files import File
from interop.labels import labelled
from items.messages import Message, message
from items.types.content import GAP

Draft = dict[str, Any]
Result = Draft | Finding | File
Unit = Callable[[], Iterable[Result]]
"""One question of a file, found but not read: it is read when called, before the next one is asked for."""
FILED = re.compile(r"(?:^|/)\s*([a-z0-9_-]+)\s*/\s*([1-9]\.[1-9])\s*$")
MARKS = re.compile(r"!?\[((?:\\.|[^\[\]\\])*)\]\([^()]*\)|(?<!\\)(?:\*\*?|`+|==)")
BREAKS = re.compile(r"\s*[\r\n]\s*")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
SPACED = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
MINUS = str.maketrans("−–", "--")
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,2})?")


WIDE = 2000
"""How many bytes show whether a text is in UTF-16: of most letters one of the two is zero."""
ASKED = "Réponds à la question."
"""The statement of a question that has none but its picture."""
NO_STATEMENT = message("it has no statement")
FILL_IN = "Complète le texte."
"""The statement of a text with blanks that has none of its own."""


class NotUnderstood(Exception):  # noqa: N818 - becomes a finding, the rest of the file comes in
    """This question cannot become a draft; the message says why, for a teacher."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


def line(text: str) -> str:
    """The text on one line, at most 500 characters of it."""
    return BREAKS.sub(" ", text.strip())[:500]


def draft_of(title: str, statement: str, content: Draft) -> Draft:
    """A draft; without a title of its own it takes the beginning of its statement."""
    return {"title": line(title) or line(_said(statement[:500]))[:100], "statement": statement, "content": content}


def _said(markdown: str) -> str:
    """The words of a Markdown text, without its links and its emphasis."""
    return unescaped(MARKS.sub(lambda found: found[1] or "", markdown))


def split_text(text: str) -> tuple[str, str]:
    """The paragraphs before the first blank of a text, as a statement, and the text from there."""
    paragraphs = text.split("\n\n")
    first = next((place for place, paragraph in enumerate(paragraphs) if GAP.search(paragraph)), 0)
    return "\n\n".join(paragraphs[:first]) or FILL_IN, "\n\n".join(paragraphs[first:])


def identity(text: str | None) -> Draft:
    """The `id` field, when the text is an identity of ours."""
    found = (text or "").strip()
    return {"id": found} if UUID.fullmatch(found) else {}


def of_others(draft: Draft, identifier: str | None, category: str = "") -> Draft:
    """The draft with what it is called where it comes from, unless that says something here.

    An identity of ours is `id`; a category ending in `crcn/1.1` is an alignment.
    """
    draft = draft | identity(identifier)
    if "alignments" not in draft and (found := FILED.search(category)):
        fields = labelled([f"{found[1]}:{found[2]}:1"])
        draft |= {name: value for name, value in fields.items() if name == "alignments"}
    known = {"id": "" if "id" in draft else line(identifier or "")}
    known["category"] = "" if "alignments" in draft else line(category)
    told = {name: value for name, value in known.items() if value}
    return draft | ({"origin": told} if told else {})


def number(text: str) -> str:
    """A number in its canonical spelling (`3.10` is `3.1`, `−1 500` is `-1500`); NotUnderstood when it is none."""
    text = text.strip()
    if len(text) <= 40 and CANONICAL.fullmatch(text):
        return text
    if len(text) <= 60:
        text = SPACED.sub("", text.translate(MINUS))
    if len(text) > 40 or not NUMBER.fullmatch(text):
        raise NotUnderstood(message("« %(found)s » is not a number", found=text[:40]))
    try:
        value = f"{Decimal(text.replace(',', '.')):f}"
    except InvalidOperation:
        raise NotUnderstood(message("« %(found)s » is not a number", found=text)) from None
    whole = value.rstrip("0").rstrip(".") if "." in value else value
    if len(whole) > 40:
        raise NotUnderstood(message("« %(found)s » is too long a number", found=text))
    return "0" if whole in ("-0", "") else whole


def other_worth(points: str | None) -> Message | None:
    """What to say of the points of a question, when there is one to say: every challenge counts the same here."""
    worth = (points or "").strip()[:12]
    whole = worth.rstrip("0").rstrip(".") if "." in worth else worth
    if whole in ("", "0", "1") or not NUMBER.fullmatch(whole):
        return None
    return message("it was worth %(points)s points: here each challenge counts the same", points=whole)


def numbered(texts: Iterator[str] | list[str], prefix: str = "o") -> list[Draft]:
    """Options with identifiers `o1`, `o2`…"""
    return [{"id": f"{prefix}{place}", "text": line(text)} for place, text in enumerate(texts, 1)]


def decoded(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file: UTF-8, UTF-16 when it says so or looks like it, else Windows-1252 with a note."""
    if encoding := wide(data):
        return _lines(data.decode(encoding, "replace")), ()
    if b"\0" in data:
        raise RefusedFileError(message("this is not a text file: it holds NUL bytes"))
    try:
        return _lines(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError:
        note = message("the file is not in UTF-8: it was read as Windows-1252, look at the accents")
        return _lines(data.decode("cp1252", "replace")), (Finding("note", "", note),)


def wide(data: bytes) -> str:
    """The encoding of a text in UTF-16, with or without its mark; empty for any other."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = data[:WIDE:2], data[1:WIDE:2]
    if not even.count(0) and odd.count(0) > len(odd) * 0.8:
        return "utf-16-le"
    return "utf-16-be" if not odd.count(0) and even.count(0) > len(even) * 0.8 else ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
