"""The HTML of texts that need no Markdown parser: paragraphs of words, with **strong**, *emphasis* and `code`.

Most texts of most challenges are of this kind, and the parser takes a hundred times longer over them.
"""

import re
from xml.sax.saxutils import escape

LETTERS = "\\w ,;:!?'’«»()%€$@…“”\"°\u00a0\u202f./+×÷≈→·–—−-"
MARKED = rf"(?!\s)[{LETTERS}]++(?<!\s)"
INSIDE = (
    rf"[{LETTERS}]++",
    r"(?<!=)=(?!=)",
    r"[&<>](?= )",
    r"\{\{[A-Za-z0-9][A-Za-z0-9_-]*\}\}",
    rf"(?<!\*)\*\*{MARKED}\*\*(?!\*)",
    rf"(?<!\*)\*{MARKED}\*(?!\*)",
    rf"(?<!`)`(?!\s)[=&<>{LETTERS}]++(?<!\s)`(?!`)",
)
START = r"(?=[^\W\d_]|[«“(]|\d+(?![\d.)])|\{\{|\*\*?[^\s*]|`)"
PARAGRAPH = re.compile(rf"{START}(?:{'|'.join(INSIDE)})++")
PARAGRAPHS = re.compile(r"\n{2,}")
NEVER = re.compile("_|  ")
MARK = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`")


def simple_html(text: str) -> str | None:
    """The HTML, which is XHTML as well; None when only the parser knows."""
    if NEVER.search(text):
        return None
    paragraphs = PARAGRAPHS.split(text.strip("\n"))
    if not all(PARAGRAPH.fullmatch(each) and not each[-1].isspace() for each in paragraphs):
        return None
    return "\n".join(f"<p>{MARK.sub(_element, escape(each))}</p>" for each in paragraphs)


def _element(found: re.Match[str]) -> str:
    strong, emphasis, code = found.groups()
    if strong:
        return f"<strong>{strong}</strong>"
    return f"<em>{emphasis}</em>" if emphasis else f"<code>{code}</code>"
