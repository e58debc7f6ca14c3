"""A manifest as a stream: the fixed text around its lists, and a reader that never holds it whole."""

from collections.abc import Iterable, Iterator

from interop.entries import START
from items.errors import InvalidDocument

ASSETS = b'{"assets":'
ITEMS = b',"format":"vivier.release/1","items":['
ROOT = b'],"merkle_root":"'
HEAD = b'","release":'
TUTORIALS = b',"tutorials":['
END = b"]}"
NEXT = b"," + START
LAST = b"}}}"
MOST_HELD = 64_000_000
"""More than this without the text that must come is no manifest: even 200,000 assets are named in less."""


class Reader:
    """Canonical bytes read once, from the first to the last; InvalidDocument when something else is there."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._held = iter(chunks), b""

    def until(self, mark: bytes) -> bytes:
        """What lies before a mark. The mark is read as well."""
        while (place := self._held.find(mark)) < 0:
            self._more(mark)
        return self._take(place, len(mark))

    def expect(self, text: bytes) -> None:
        """Read exactly this."""
        if not self._begins(text):
            raise InvalidDocument.at("", f"{text.decode()} is missing")

    def entries(self, after: bytes) -> Iterator[list[bytes]]:
        """The entries of a list, without their START, in pages; `after` is what ends the list, and is read as well."""
        if self._begins(after):
            return
        self.expect(START)
        while (end := self._held.find(LAST + after)) < 0:
            if (cut := self._held.rfind(NEXT)) >= 0:
                yield self._take(cut, len(NEXT)).split(NEXT)
            self._more(after)
        page = self._held[: end + len(LAST)]
        self._take(end, len(LAST + after))
        yield page.split(NEXT)

    def end(self) -> None:
        """Nothing more may come."""
        if self._held or next(self._chunks, b""):
            raise InvalidDocument.at("", "more follows than a manifest holds")

    def _begins(self, text: bytes) -> bool:
        """Whether this comes next; it is then read."""
        while len(self._held) < len(text):
            self._more(text)
        found = self._held.startswith(text)
        if found:
            self._take(0, len(text))
        return found

    def _take(self, size: int, mark: int) -> bytes:
        taken, self._held = self._held[:size], self._held[size + mark :]
        return taken

    def _more(self, wanted: bytes) -> None:
        chunk = next(self._chunks, b"")
        if not chunk or len(self._held) > MOST_HELD:
            raise InvalidDocument.at("", f"{wanted.decode()} is missing")
        self._held += chunk
