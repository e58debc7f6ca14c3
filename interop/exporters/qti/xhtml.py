"""Our texts as XHTML."""

from collections.abc import Callable
from xml.sax.saxutils import escape

from interop.exporters.exporter import NotExpressible
from items.markdown import CONTROL, fill_blanks, to_xhtml
from items.messages import message

__all__ = ["attribute", "escape", "fill_blanks", "xhtml"]


def xhtml(markdown: str, asset_url: Callable[[str], str] | None = None) -> str:
    """The XHTML of a text of ours."""
    if CONTROL.search(markdown):
        raise NotExpressible(message("it holds a control character"))
    return to_xhtml(markdown, asset_url=asset_url)


def attribute(value: str) -> str:
    """A value between quotes, whatever its line ends."""
    return f'"{escape(value, {chr(34): "&quot;", chr(10): "&#10;", chr(13): "&#13;", chr(9): "&#9;"})}"'
