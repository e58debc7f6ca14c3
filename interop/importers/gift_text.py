"""Texts in GIFT: what a backslash escapes is hidden in private characters while the marks are read."""

import re

from interop.html import escaped, html_to_text, to_markdown

ESCAPED = {char: chr(0xE000 + number) for number, char in enumerate("~=#{}:n\\[]")}
PLAIN = {ord(private): "\n" if char == "n" else char for char, private in ESCAPED.items()}
ESCAPE = re.compile(r"\\([~=#{}:n\\\[\]])")
HTML = re.compile(r"^<[a-z]+[ >]|</[a-z][a-z0-9]{0,20}>|<br ?/?>|<img ", re.IGNORECASE)
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
    if _is_html(found, shown):
        return to_markdown(shown)
    return shown if found and found[1] == "markdown" else escaped(shown)


def _is_html(found: re.Match[str] | None, text: str) -> bool:
    """Whether a text is in HTML. One that names no format is when it begins so, or closes what it opens."""
    return found[1] in ("html", "moodle") if found else bool(HTML.search(text))
