"""Our texts as XHTML."""

from collections.abc import Callable
from functools import lru_cache
from xml.sax.saxutils import escape

from interop.exporters.exporter import NotExpressible
from items.markdown import CONTROL, fill_blanks, to_xhtml
from items.messages import message

__all__ = ["attribute", "escape", "fill_blanks", "xhtml"]


def xhtml(markdown: str, asset_url: Callable[[str], str] | None = None) -> str:
    """The XHTML of a text of ours."""
    if "](asset:" in markdown:
        return to_xhtml(markdown, asset_url=asset_url)
    return _without_files(markdown)


@lru_cache(maxsize=8192)
def _without_files(markdown: str) -> str:
    """Hints and feedback are often the same from one item to the next."""
    if CONTROL.search(markdown):
        raise NotExpressible(message("it holds a control character"))
    return to_xhtml(markdown)


def attribute(value: str) -> str:
    """A value between quotes, whatever its line ends."""
    value = escape(value).replace('"', "&quot;")
    if not value.isprintable():
        value = value.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{value}"'
