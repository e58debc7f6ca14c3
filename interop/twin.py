"""Comparing what is written with a file that is there already, without writing it."""

import io
from collections.abc import Iterator
from typing import IO

CHUNK = 1 << 18


class Twin(io.RawIOBase):
    """Takes bytes as if it wrote them, and notes which differ from those of a file at the same place.

    A place can be written again, as zip headers are once a size is known: the last word counts.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file, self._differing = file, set[int]()
        self._place = self._size = 0
        self._own = b""

    def own(self, size: int) -> Iterator[bytes]:
        """The bytes of the file itself from the place where we are, in chunks, each to be written before the next."""
        for left in range(size, 0, -CHUNK):
            self._file.seek(self._place)
            self._own = self._file.read(min(left, CHUNK))
            yield self._own

    def write(self, content: bytes) -> int:  # type: ignore[override]
        """Compare, at the place where we are."""
        self._file.seek(self._place)
        same = content is self._own or self._file.read(len(content)) == content
        (self._differing.discard if same else self._differing.add)(self._place)
        self._place += len(content)
        self._size = max(self._size, self._place)
        return len(content)

    def same(self) -> bool:
        """Whether the file holds what was written, and nothing more."""
        return not self._differing and self._file.seek(0, io.SEEK_END) == self._size

    def seekable(self) -> bool:
        """It is."""
        return True

    def writable(self) -> bool:
        """It is."""
        return True

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; only from the beginning."""
        self._place = place
        return place

    def tell(self) -> int:
        """The place where we are."""
        return self._place
