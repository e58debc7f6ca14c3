"""The small elements that every Moodle question is made of.

Moodle reads Markdown, but not all of ours: what it would show otherwise (keys, highlights, HTML that is spoken about…)
goes as HTML.
"""

import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from interop.exporters.exporter import NotExpressible
from items.document import Feedback
from items.markdown import CONTROL, fill_blanks, to_html
from items.messages import message
from items.types.content import GAP

OURS_ALONE = re.compile(r"==|\[\[|!\[|[<>|\\`~]|&(?=#?\w+;)|\]:|asset:|^\s*[#+:]|^(?: {2,}|\t)", re.MULTILINE)
SUSPECT = re.compile(r"[=\[\]<>|\\`~&:#+\t]")
"""The characters that `OURS_ALONE` needs one of, or else two spaces: most texts have none."""
Fill = Callable[[str], str]


def ours_alone(markdown: str) -> bool:
    """Whether Moodle would show this text otherwise than we do."""
    suspect = SUSPECT.search(markdown) or "  " in markdown
    return bool(suspect and OURS_ALONE.search(markdown))


def text(value: str) -> str:
    """A `<text>` element."""
    return f"<text>{escape(value)}</text>".replace("\r", "&#13;")


def rich(tag: str, markdown: str) -> str:
    """An element that holds a text of ours."""
    if not markdown:
        return f'<{tag} format="markdown"><text></text></{tag}>'
    if "](asset:" in markdown:
        raise NotExpressible(message("it has a picture inside a hint or a feedback"))
    if ours_alone(markdown):
        return whole(tag, (markdown,), str)
    return f'<{tag} format="markdown">{text(markdown)}</{tag}>'


def whole(
    tag: str, parts: Sequence[str], asset_url: Fill, fill: Fill | None = None, tail: str = "", more: str = ""
) -> str:
    """An element that holds several texts of ours, one after the other.

    `asset_url` gives the address of a file by its digest, `fill` what stands in the place of a blank. `tail` is HTML
    that ends the text, `more` what follows the text in the element.
    """
    if tail or any(map(ours_alone, parts)):
        if any(CONTROL.search(part) for part in parts):
            raise NotExpressible(message("it holds a control character"))
        html = SEPARATOR.join(to_html(part, asset_url=asset_url) for part in parts) + tail
        return f'<{tag} format="html">{text(fill_blanks(html, fill) if fill else html)}{more}</{tag}>'
    markdown = SEPARATOR.join(parts) if len(parts) > 1 else parts[0]
    if fill:
        filler = fill
        markdown = GAP.sub(lambda found: filler(found[1]), markdown)
    return f'<{tag} format="markdown">{text(markdown)}{more}</{tag}>'


SEPARATOR = "\n\n<!-- text -->\n\n"
"""Between the statement and the text with blanks: a comment, which nobody sees."""


def answer(weight: str, value: str, feedback: str = "", more: str = "") -> str:
    """An answer with its weight in percent and its feedback."""
    said = rich("feedback", feedback) if feedback else ""
    return f'<answer fraction="{weight}" format="plain_text">{text(value)}{said}{more}</answer>'


def combined(feedback: Feedback) -> str:
    """What Moodle says after a right or a wrong answer."""
    return rich("correctfeedback", feedback.correct) + rich("incorrectfeedback", feedback.incorrect)


def yes(value: bool) -> str:
    """A truth value."""
    return "true" if value else "false"
