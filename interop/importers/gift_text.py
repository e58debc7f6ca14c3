"""Texts in GIFT: what a backslash escapes is hidden in private characters while the marks are read."""

import re

from interop.html import html_to_text, to_markdown

ESCAPED = {char: chr(0xE000 + number) for number, char in enumerate("~=#{}:n\\[]")}
PLAIN = {ord(private): "\n" if char == "n" else char for char, private in ESCAPED.items()}
ESCAPE = re.compile(r"\\([~=#{}:n\\\[\]])")
FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")


def hide(text: str) -> str:
    """The text with every escaped character out of sight."""
    return ESCAPE.sub(lambda found: ESCAPED[found[1]], text)


def show(text: str) -> str:
    """The plain text behind, its format aside."""
    found = FORMAT.match(text)
    shown = (text[found.end() :] if found else text).translate(PLAIN).strip()
    return html_to_text(shown) if _is_html(found, shown) else shown


def rich(text: str) -> str:
    """The Markdown behind, whatever its format."""
    found = FORMAT.match(text)
    shown = (text[found.end() :] if found else text).translate(PLAIN).strip()
    return to_markdown(shown) if _is_html(found, shown) else shown


def _is_html(found: re.Match[str] | None, text: str) -> bool:
    return found[1] in ("html", "moodle") if found else bool(re.match(r"<[a-z]+[ >]", text))
