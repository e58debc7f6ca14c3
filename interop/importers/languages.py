"""Texts that say the same thing in several languages, as two filters of Moodle want them: the French is kept."""

import re
from collections.abc import Iterator

from items.messages import message

CURLY = re.compile(r"(\\?\{\s?mlang(?:\s[\w,\s-]{1,60})?\\?\})", re.IGNORECASE)
SPANS = re.compile(r"(<span\b[^<>]{0,100}\bmultilang\b[^<>]{0,100}>|</span>)", re.IGNORECASE)
SAID = re.compile(r"(?:mlang\s|\blang\\?=\\?[\"'])([\w,\s-]{1,60})", re.IGNORECASE)
ONE_LANGUAGE = message("it is written in several languages: only one came in, French where it is there")


def is_in_several(text: str) -> bool:
    """Whether a text has the marks of several languages."""
    return "mlang" in text or "multilang" in text


def in_french(text: str) -> str:
    """The text without its other languages: `{mlang fr}…{mlang}`, or `<span lang="fr" class="multilang">…</span>`.

    Without French, what is said for any other language is kept, or else the first one.
    """
    for marks in (CURLY, SPANS) if is_in_several(text) else ():
        pieces = list(_pieces(marks, text))
        languages = [language for language, _piece in pieces if language]
        kept = next((each for each in ("fr", "other", *languages) if each in languages), "")
        text = "".join(piece for language, piece in pieces if language in ("", kept))
    return text


def _pieces(marks: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """Each piece of a text with its language, empty where all read it."""
    language = ""
    for place, piece in enumerate(marks.split(text)):
        if place % 2 == 0:
            yield language, piece
        elif said := SAID.search(piece):
            names = [name.strip()[:2] if name.strip() != "other" else "other" for name in said[1].lower().split(",")]
            language = "fr" if "fr" in names else names[0]
        elif language:
            language = ""
        else:
            yield "", piece
