"""Our Markdown: the usual one without raw HTML, with `==mark==`, `[[key]]` and `{{blanks}}`. See docs/markdown.md."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

MARK = r"(==)(?=[^\s=])([^=\n]+)(?<=[^\s=])=="
KEYBOARD = r"(\[\[)([^\[\]\n]{1,60})\]\]"
KEYBOARD_TAG = r"(<kbd>)([^<>\n]{1,60})</kbd>"
BLANK = r"\{\{[A-Za-z0-9][A-Za-z0-9_-]*\}\}"
ADDRESS = r"<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+\"[^\"\n]*\")?"
LINK = rf"(?<!!)\[([^\[\]\n]{{1,500}})\]\({ADDRESS}\)"
IMAGE = rf"!\[([^\[\]\n]{{0,500}})\]\({ADDRESS}\)"
ASSET = re.compile(r"asset:([0-9a-f]{64})")
WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
FIRST_HEADING = 3
LAST_HEADING = 6

AssetUrl = Callable[[str], str]


class Inline(InlineProcessor):
    """An element written in a line."""

    def element(self, match: re.Match[str]) -> Element:
        """What the matched text becomes."""
        raise NotImplementedError

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        return self.element(m), m.start(0), m.end(0)


class Blank(Inline):
    """`{{id}}` stays as it is: no emphasis begins or ends in it."""

    def element(self, match: re.Match[str]) -> Element:
        return written(match.group(0))


class Link(Inline):
    """`[words](address)`, to the web or to a mailbox; the words alone otherwise."""

    def element(self, match: re.Match[str]) -> Element:
        words, address = match.groups()
        link = Element("a", href=address) if WEB.match(address) else Element("span")
        link.text = words
        return link


class Image(Inline):
    """`![alternative](asset:SHA-256)`, a file of the document; the alternative text alone otherwise."""

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.asset_url: AssetUrl | None = None

    def element(self, match: re.Match[str]) -> Element:
        alternative, address = self.unescape(match.group(1)), match.group(2)
        asset = ASSET.fullmatch(address)
        if asset and self.asset_url:
            return Element("img", src=self.asset_url(asset.group(1)), alt=alternative)
        return written(alternative)


def written(text: str) -> Element:
    """Text in which nothing is parsed any more."""
    element = Element("span")
    element.text = AtomicString(text)
    return element


class Fit(Treeprocessor):
    """Headings go below those of the page; the alignment of a cell becomes a class."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(int(element.tag[1]) + FIRST_HEADING - 1, LAST_HEADING)}"
            if alignment := element.attrib.pop("align", ""):
                element.set("class", alignment)


class Parser(Markdown):
    """A parser of the subset."""

    def __init__(self) -> None:
        super().__init__(
            extensions=[FencedCodeExtension(), SaneListExtension(), TableExtension(use_align_attribute=True)]
        )
        self.image = Image(IMAGE, self)
        self._take_away()
        self._add()

    def _take_away(self) -> None:
        self.preprocessors.deregister("html_block")
        for name in ("reference", "setextheader"):
            self.parser.blockprocessors.deregister(name)
        for name in ("html", "reference", "short_reference", "image_reference", "short_image_ref"):
            self.inlinePatterns.deregister(name)

    def _add(self) -> None:
        inline = self.inlinePatterns
        inline.register(SimpleTagInlineProcessor(KEYBOARD, "kbd"), "keyboard", 175)
        inline.register(SimpleTagInlineProcessor(KEYBOARD_TAG, "kbd"), "keyboard_tag", 175)
        inline.register(Blank(BLANK, self), "blank", 172)
        inline.register(Link(LINK, self), "link", 160)
        inline.register(self.image, "image_link", 150)
        inline.register(SimpleTagInlineProcessor(MARK, "mark"), "mark", 65)
        self.treeprocessors.register(Fit(self), "fit", 5)

    def html(self, text: str, asset_url: AssetUrl | None) -> str:
        """HTML of a text, not yet sanitized; RecursionError when it nests too deep, and then this parser is spoilt."""
        self.image.asset_url = asset_url
        return self.reset().convert(text)
