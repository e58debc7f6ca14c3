"""HTML to our Markdown: structure kept, everything active dropped, text escaped.

`to_markdown` undoes `items.markdown.to_xhtml`: rendering its result gives the same HTML again. Addresses of files that
come with the text (`asset:` and `@@PLUGINFILE@@/`) are kept, for the importer to resolve.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

from lxml import etree, html

from interop.mathml import linear

Element = etree._Element
DEPTH = 100
LONGEST_PATH = 100
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
CODE = {"code", "tt", "samp", "var"}
MEDIA = {"audio", "video", "object", "embed", "iframe"}
DROPPED = {"script", "style", "svg", "head", "title"}
BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "footer", "figure", "figcaption", "center", "address"),
    *("content-body", "rubric-block", "html-content"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6"),
}
SPECIAL = re.compile(r"[\\`*_\[\]|]|&(?=#?\w+;)|<|(?<==)=")
ENTITIES = {"&": "&amp;", "<": "&lt;", "=": "&#61;"}
LINE_END = re.compile(r" *\n *(?=\n|$)|^\s+")
INDENT = re.compile(r"(?<=\n) +")
LINE_START = re.compile(r"^( *)(?:([#>+-])|(~)(?=~~)|(\d+)(\.))", re.MULTILINE)
SPACES = re.compile(r"[ \t\r\f\n]+")
KEY = re.compile(r"[^\[\]\n]{1,60}")
MARKED = re.compile(r"(?=[^\s=])[^=\n]+(?<=[^\s=])")
ADDRESS = re.compile(r"(?:https?://|mailto:|@@PLUGINFILE@@/)[^\s()<>]+", re.IGNORECASE)
DATA = r"data:image/(?:png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=]+"
FILE = re.compile(rf"asset:[0-9a-f]{{64}}|@@PLUGINFILE@@/[^\s()<>]+|{DATA}")
AWKWARD = {" ": "%20", "(": "%28", ")": "%29"}
ASIDE = "tooltip-content"
"""What some editors show when a word is pointed at: it follows the word, in parentheses."""
LAST_HASH = re.compile(r"(?<!\\)#$")
SMALL = {
    "sub": str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ"),
    "sup": str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"),
}


def to_markdown(source: str) -> str:
    """The Markdown of a fragment of HTML."""
    if "<" not in source and "&" not in source:
        return escaped(source.strip())
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return escaped(source).strip()
    return tree_to_markdown(root)


def tree_to_markdown(root: Element) -> str:
    """The Markdown of what an element holds. What is nested too deep for a lesson becomes its plain text."""
    try:
        return "\n\n".join(_blocks(root, 0))
    except RecursionError:
        return escaped(" ".join(words_of(root).split()))


def words_of(element: Element) -> str:
    """Every word inside an element."""
    if not len(element):
        return element.text or ""
    return "".join(map(str, element.itertext()))


def html_to_text(source: str) -> str:
    """The words of a fragment of HTML, on one line, as plain text; without any, what its images are said to show."""
    if "<" not in source and "&" not in source:
        return source.strip()
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return source.strip()
    return plain_words(root).strip()


def plain_words(root: Element) -> str:
    """The words of a tree on one line, blocks apart; without any, what its images are said to show."""
    if len(root):
        _flatten(root)
    words = words_of(root)
    if not words.strip():
        words = " ".join(each.get("alt") or "" for each in root.iter("img"))
    return SPACES.sub(" ", words).strip(" ")


def _flatten(root: Element) -> None:
    """Make the words inside a tree what they are on one line."""
    etree.strip_elements(root, *DROPPED, etree.Comment, with_tail=False)
    for element in list(root.iter()):
        tag = _tag(element)
        if tag in SMALL:
            element.text = (element.text or "").translate(SMALL[tag])
        elif element.get("data-role") == ASIDE:
            element.text, element.tail = f" ({element.text or ''}", f"){element.tail or ''}"
        elif tag == "math":
            formula, tail = linear(element), element.tail
            element.clear()
            element.text, element.tail = formula, tail
        if element is not root and (tag in BLOCKS or tag == "br"):
            element.tail = f" {element.tail or ''}"


def pictures_of(source: str) -> list[str]:
    """The addresses of the files that images of a fragment of HTML show."""
    if "<img" not in source.lower():
        return []
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    return [address for each in root.iter("img") if FILE.fullmatch(address := _address(each.get("src")))]


def escaped(text: str) -> str:
    """Text in which Markdown sees nothing."""
    return LINE_START.sub(_at_line_start, SPECIAL.sub(_inside_line, text))


def unescaped(text: str) -> str:
    """The text behind `escaped`."""
    return unescape(re.sub(r"\\([^\w\s]|_)", r"\1", text))


def _inside_line(found: re.Match[str]) -> str:
    return ENTITIES.get(found[0], f"\\{found[0]}")


def _at_line_start(found: re.Match[str]) -> str:
    spaces, mark, tilde, number, _dot = found.groups()
    if tilde:
        return f"{spaces}&#126;"
    return f"{spaces}{number}\\." if number else f"{spaces}\\{mark}"


def _blocks(element: Element, depth: int) -> list[str]:
    """The blocks that an element holds; words between blocks are paragraphs."""
    if depth > DEPTH:
        raise RecursionError
    found: list[str] = []
    words = [_words(element.text)]
    for child in element:
        if _is_block(child):
            found += _paragraph(words)
            found += _block(child, depth)
            words = []
        else:
            words.append(_inline(child, depth))
        words.append(_words(child.tail))
    return found + _paragraph(words)


def _block(element: Element, depth: int) -> list[str]:
    tag = _tag(element)
    match tag:
        case "hr":
            return ["---"]
        case "pre":
            return [_code_block(words_of(element), inside=depth > 0)]
        case "ul" | "ol":
            return [_list(element, depth)]
        case "table":
            return [_table(element, depth)]
        case "blockquote":
            return ["\n".join(f"> {row}".rstrip() for row in _rows(_blocks(element, depth + 1)))]
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return [_heading(int(tag[1]), _line(element, depth))]
    return _blocks(element, depth + 1)


def _heading(level: int, line: str) -> str:
    return f"{'#' * max(1, level - 2)} " + LAST_HASH.sub(r"\\#", line)


def _list(element: Element, depth: int) -> str:
    entries = [child for child in element if _tag(child) == "li"]
    loose = any(_tag(child) == "p" for entry in entries for child in entry)
    start = element.get("start", "1")
    number = int(start) if start.isdecimal() and len(start) < 10 else 1
    rows = []
    for place, entry in enumerate(entries, number):
        mark = f"{place}. " if _tag(element) == "ol" else "- "
        rows.append(mark + _entry(entry, loose, depth))
    return ("\n\n" if loose else "\n").join(rows)


def _entry(entry: Element, loose: bool, depth: int) -> str:
    blocks = _blocks(entry, depth + 1)
    text = ("\n\n" if loose else "\n").join(blocks)
    return re.sub(r"\n(?!\n|$)", "\n    ", text)


def _table(table: Element, depth: int) -> str:
    rows = [[cell for cell in row if _tag(cell) in ("th", "td")] for row in table.iter("{*}tr", "tr")]
    rows = [row for row in rows if row]
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    lines = [[_line(cell, depth) for cell in row] + [""] * (width - len(row)) for row in rows]
    marks = [_alignment(cell) for cell in rows[0]] + ["---"] * (width - len(rows[0]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (lines[0], marks, *lines[1:]))


def _line(element: Element, depth: int) -> str:
    return SPACES.sub(" ", " ".join(_blocks(element, depth + 1))).strip()


def _inline(element: Element, depth: int) -> str:
    tag = _tag(element)
    if depth > DEPTH:
        raise RecursionError
    if tag in DROPPED or not tag:
        return ""
    if tag == "br":
        return "  \n"
    if tag == "img":
        return _image(_address(element.get("src")), element.get("alt") or "")
    if tag in MEDIA:
        return _media(element, depth)
    if tag == "math":
        return escaped(linear(element).strip())
    if tag in CODE or tag == "kbd":
        return _code(words_of(element), tag)
    if tag in SMALL:
        return escaped(words_of(element).translate(SMALL[tag]))
    inside = _words(element.text) + "".join(_inline(child, depth + 1) + _words(child.tail) for child in element)
    return _marked(tag, element, inside)


def _image(address: str, alt: str) -> str:
    """An image that comes along, or a link to one that is elsewhere. What leads nowhere is a missing file."""
    if not address or FILE.fullmatch(address):
        return f"![{escaped(alt)}]({address})" if address else escaped(alt)
    if ADDRESS.fullmatch(address):
        return _link(address, alt)
    return f"![{escaped(alt)}](@@PLUGINFILE@@/{quote(address[:LONGEST_PATH].lstrip('/'))})"


def _media(element: Element, depth: int) -> str:
    """A link to what is to be heard, seen or opened; what stands for it when there is nothing to link to."""
    sources = [element, *(child for child in element if _tag(child) == "source")]
    found = (_address(each.get("src") or each.get("data")) for each in sources)
    address = next(filter(ADDRESS.fullmatch, found), "")
    if (element.get("type") or "").startswith("image/") and FILE.fullmatch(address):
        return _image(address, element.get("alt") or " ".join(words_of(element).split()))
    words = " ".join(words_of(element).split()) if _tag(element) != "iframe" else element.get("title") or ""
    if not address:
        return escaped(words)
    return _link(address, words)


def _link(address: str, words: str) -> str:
    return f"[{escaped(words or address.rpartition('/')[2] or address)}]({address})"


def _address(raw: str | None) -> str:
    """An address as Markdown takes it: in one word, without parentheses."""
    address = (raw or "").strip()
    if address.startswith("data:"):
        return "".join(address.split())
    if address.startswith("@@PLUGINFILE@@/"):
        return re.sub("[ ()]", lambda found: AWKWARD[found[0]], address)
    return address


def _marked(tag: str, element: Element, inside: str) -> str:
    bare = inside.strip(" ")
    if element.get("data-role") == ASIDE:
        return f" ({bare})"
    if not bare or "\n\n" in bare:
        return inside
    before, after = inside[: len(inside) - len(inside.lstrip(" "))], inside[len(inside.rstrip(" ")) :]
    if tag in MARKS:
        return f"{before}{MARKS[tag]}{bare}{MARKS[tag]}{after}"
    if (tag == "mark" or "mark" in (element.get("class") or "").split()) and MARKED.fullmatch(bare):
        return f"{before}=={bare}=={after}"
    if tag == "a" and ADDRESS.fullmatch(address := _address(element.get("href"))):
        return f"{before}[{SPACES.sub(' ', bare)}]({address}){after}"
    return inside


def _code(text: str, tag: str) -> str:
    text = SPACES.sub(" ", text)
    if tag == "kbd" and KEY.fullmatch(text):
        return f"[[{text}]]"
    if not text.strip():
        return text
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if text[0] == "`" or text[-1] == "`" else f"{fence}{text}{fence}"


def _code_block(text: str, inside: bool) -> str:
    """Code between fences, or indented inside a list or a quotation, where fences are not read."""
    if inside:
        return re.sub("^", "    ", text.strip("\n"), flags=re.MULTILINE)
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence}\n{text.rstrip(chr(10))}\n{fence}"


def _alignment(cell: Element) -> str:
    named = {*(cell.get("class") or "").split(), cell.get("align") or ""}
    style = (cell.get("style") or "").replace(" ", "")
    marks = {"left": ":---", "center": ":---:", "right": "---:"}
    return next((mark for name, mark in marks.items() if name in named or f"text-align:{name}" in style), "---")


def _is_block(element: Element) -> bool:
    return _tag(element) in BLOCKS


def _tag(element: Element) -> str:
    """The element's own name, in lower case, without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _rows(blocks: list[str]) -> Iterator[str]:
    return iter("\n\n".join(blocks).split("\n"))


def _paragraph(words: list[str]) -> list[str]:
    text = "".join(words)
    if not text or text.isspace():
        return []
    return [INDENT.sub("", LINE_END.sub("", text)).strip()]


def _words(text: str | None) -> str:
    return escaped(SPACES.sub(" ", text)) if text else ""
