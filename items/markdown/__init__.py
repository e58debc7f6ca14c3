"""Our Markdown subset (docs/markdown.md) to safe HTML, to XHTML for QTI, and to plain text.

Whatever the text, the result is harmless: the parser knows no HTML, and a sanitizer reads what it wrote.
"""

import re
import threading
from collections.abc import Callable
from html import escape, unescape

import nh3
from lxml import etree
from lxml import html as lxml_html

from items.base import MARKDOWN_LIMIT
from items.markdown.simple import simple_html
from items.markdown.syntax import AssetUrl, Parser

__all__ = ["AssetUrl", "fill_blanks", "to_html", "to_text", "to_xhtml"]

CELL = {"class": {"left", "center", "right"}}
TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("a", "code", "em", "img", "kbd", "mark", "strong"),
}
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"}},
    tag_attribute_values={"td": CELL, "th": CELL},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)
CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
MANY_LINES = 1_500
TOO_DEEP = re.compile(r"^(?:[ \t]*(?:>|(?:[-*+]|[0-9]+\.)[ \t])){40}", re.MULTILINE)
TAG_OR_BLANK = re.compile(r'<(?:[^">]|"[^"]*")*>|\{\{([A-Za-z0-9][A-Za-z0-9_-]*)\}\}')
BLOCK_END = re.compile(r"</(?:p|h[3-6]|li|tr|pre|blockquote)>|<[bh]r>")
CELL_END = re.compile(r"</t[hd]>\s*")
ALTERNATIVE = re.compile(r'<img[^>]* alt="([^"]*)"[^>]*>')

_local = threading.local()


def to_html(text: str, *, asset_url: AssetUrl | None = None) -> str:
    """Safe HTML of a text; characters after `MARKDOWN_LIMIT` are dropped.

    `asset_url` gives the address of a file by its SHA-256; without it images are replaced by their alternative text.
    """
    if len(text) <= MARKDOWN_LIMIT and (simple := simple_html(text)) is not None:
        return simple.replace("\u00a0", "&nbsp;")
    text = CONTROL.sub("", text.replace("\r\n", "\n"))[:MARKDOWN_LIMIT]
    return CLEANER.clean(_convert(text, asset_url)).strip()


def to_xhtml(text: str, *, asset_url: AssetUrl | None = None) -> str:
    """Well-formed XHTML that QTI allows: a `mark`, which QTI does not know, is a `span` of class `mark`."""
    if len(text) <= MARKDOWN_LIMIT and (simple := simple_html(text)) is not None:
        return simple
    tree = lxml_html.fragment_fromstring(to_html(text, asset_url=asset_url), create_parent="div")
    for mark in tree.iter("mark"):
        mark.tag = "span"
        mark.set("class", "mark")
    inside = escape(tree.text or "", quote=False)
    return inside + "".join(etree.tostring(child, encoding="unicode") for child in tree)


def to_text(text: str) -> str:
    """The words alone, a block a line, for search, readability and duplicates. A blank is an ellipsis."""
    html = fill_blanks(to_html(text), lambda _: "…").replace("\n", " ")
    html = BLOCK_END.sub("\n", CELL_END.sub(" ", ALTERNATIVE.sub(r"\1", html)))
    lines = (" ".join(line.split()) for line in unescape(re.sub(r"<[^>]*>", "", html)).split("\n"))
    return "\n".join(line for line in lines if line)


def fill_blanks(html: str, fill: Callable[[str], str]) -> str:
    """`html` with each `{{id}}` of its text (never of an attribute) replaced by `fill(id)`, itself HTML."""
    return TAG_OR_BLANK.sub(lambda found: fill(found[1]) if found[1] else found[0], html)


def _convert(text: str, asset_url: AssetUrl | None) -> str:
    """HTML, not yet sanitized. A text of too many lines, or nested too deep, is no lesson: it is not parsed."""
    if text.count("\n") > MANY_LINES or TOO_DEEP.search(text):
        return _plain(text)
    try:
        return _parser().html(text, asset_url)
    except RecursionError:
        del _local.parser
        return _plain(text)


def _parser() -> Parser:
    """The parser of this thread, built once."""
    if not hasattr(_local, "parser"):
        _local.parser = Parser()
    parser: Parser = _local.parser
    return parser


def _plain(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n{2,}", text))
