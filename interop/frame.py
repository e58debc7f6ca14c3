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
    """Bytes read once, from the first to the last; InvalidDocument when something else is there."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._held = iter(chunks), b""
        self._at = self._passed = 0

    @property
    def taken(self) -> int:
        """How many bytes were read."""
        return self._passed + self._at

    def until(self, mark: bytes) -> bytes:
        """What lies before a mark. The mark is read as well."""
        while (place := self._held.find(mark, self._at)) < 0:
            self._more(mark)
        return self._take(place, mark)

    def follows(self, text: bytes) -> bool:
        """Whether this comes next; it is then read."""
        while len(self._held) - self._at < len(text):
            self._more(text)
        found = self._held.startswith(text, self._at)
        if found:
            self._at += len(text)
        return found

    def expect(self, text: bytes) -> None:
        """Read exactly this."""
        if not self.follows(text):
            raise _missing(text)

    def entry(self) -> bytes:
        """One entry, without its START, and the comma before the next one."""
        self.expect(START)
        rest = self.until(NEXT)
        self._at -= len(START)
        return rest

    def entries(self, after: bytes) -> Iterator[list[bytes]]:
        """The entries of a list, without their START, in pages; `after` is what ends the list, and is read as well."""
        if self.follows(after):
            return
        self.expect(START)
        while (end := self._held.find(LAST + after, self._at)) < 0:
            if (cut := self._held.rfind(NEXT, self._at)) >= 0:
                yield self._take(cut, NEXT).split(NEXT)
            self._more(after)
        yield self._take(end + len(LAST), after).split(NEXT)

    def rest(self) -> Iterator[bytes]:
        """What was not read yet, in chunks."""
        yield self._held[self._at :]
        yield from self._chunks

    def end(self) -> None:
        """Nothing more may come."""
        if any(self.rest()):
            raise InvalidDocument.at("", "more follows than a manifest holds")

    def _take(self, place: int, mark: bytes) -> bytes:
        taken, self._at = self._held[self._at : place], place + len(mark)
        return taken

    def _more(self, wanted: bytes) -> None:
        chunk, left = next(self._chunks, b""), self._held[self._at :]
        if not chunk or len(left) > MOST_HELD:
            raise _missing(wanted)
        self._passed += self._at
        self._held, self._at = left + chunk, 0


def _missing(text: bytes) -> InvalidDocument:
    return InvalidDocument.at("", f"{text[:200]!r} is missing")
