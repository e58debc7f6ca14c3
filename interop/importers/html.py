"""HTML to our Markdown subset: structure kept, everything active dropped, text escaped."""

import re

from lxml import etree, html

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`", "tt": "`"}
BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "blockquote", "pre", "section", "article"}
DROPPED = {"script", "style", "iframe", "object", "embed", "form", "svg", "math", "head", "title"}
SPECIAL = re.compile(r"([\\`*_\[\]<])")
SPACES = re.compile(r"[ \t\r\f\n]+")
GAPS = re.compile(r" *\n(?: *\n)+ *")


def to_markdown(source: str) -> str:
    """The Markdown of a fragment of HTML; text without a tag or an entity comes back as it is."""
    if "<" not in source and "&" not in source:
        return source.strip()
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return SPECIAL.sub(r"\\\1", source).strip()
    return GAPS.sub("\n\n", _inside(root)).strip()


def _inside(element: etree._Element) -> str:
    parts = [_text(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in DROPPED:
            parts.append(_element(child))
        parts.append(_text(child.tail))
    return "".join(parts)


def _element(element: etree._Element) -> str:
    tag = element.tag
    if tag == "br":
        return "  \n"
    if tag == "img":
        return f"![{_text(element.get('alt'))}]({_address(element.get('src'))})"
    inside = _inside(element)
    if tag in MARKS and inside.strip():
        return f"{MARKS[tag]}{inside.strip()}{MARKS[tag]}"
    if tag == "a":
        return f"[{inside}]({_address(element.get('href'))})"
    if tag == "li":
        return f"\n- {inside.strip()}"
    if re.fullmatch("h[1-6]", tag):
        return f"\n\n{'#' * max(2, int(tag[1]))} {inside.strip()}\n\n"
    return f"\n\n{inside.strip()}\n\n" if tag in BLOCKS else inside


def _text(text: str | None) -> str:
    return SPECIAL.sub(r"\\\1", SPACES.sub(" ", text or ""))


def _address(address: str | None) -> str:
    clean = re.sub(r"[\s()<>]", "", address or "")
    return clean if clean.startswith(("https://", "http://", "@@PLUGINFILE@@/")) else ""
