"""A zip of very many small files, written in one pass.

`zipfile` writes each header twice and keeps an object a file: that takes longer than to compress a question. Dates are
fixed, so that the same files give the same bytes.
"""

import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from struct import Struct
from typing import IO, NamedTuple

LOCAL = Struct("<4s5H3I2H")
CENTRAL = Struct("<4s6H3I5H2I")
END = Struct("<4s4H2IH")
END64 = Struct("<4sQ2H2I4Q")
LOCATOR = Struct("<4sIQI")
LARGE = Struct("<2HQ")
DATE = 0x21
"""The first of January 1980, where zip begins to count."""
MODE = 0o644 << 16
UTF8 = 0x800
MOST16, MOST32 = 0xFFFF, 0xFFFFFFFF
FASTEST = 1
SHORT, LONG = (12, 6), (15, 8)
"""Window and memory for a file of a few kilobytes; those of `zipfile` take 256 kB, and empty the caches."""


class Packed(NamedTuple):
    """A file as it lies in a zip."""

    size: int
    crc: int
    data: bytes


def pack(data: bytes) -> Packed:
    """A small file, compressed."""
    compressor = _compressor(*SHORT)
    return Packed(len(data), zlib.crc32(data), compressor.compress(data) + compressor.flush())


class ZipWriter:
    """A zip being written to a stream: `add` files, then `close`."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.offset, self.count = 0, 0
        self.directory = bytearray()

    def add(self, name: str, file: Packed) -> None:
        """Add a file that is compressed already."""
        self._head(name, file.crc, len(file.data), file.size)
        self.stream.write(file.data)

    def add_chunks(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add a file that is too large for memory, compressed."""
        compressor, crc, size = _compressor(*LONG), 0, 0
        with tempfile.TemporaryFile() as packed:
            for chunk in chunks:
                crc, size = zlib.crc32(chunk, crc), size + len(chunk)
                packed.write(compressor.compress(chunk))
            packed.write(compressor.flush())
            self._head(name, crc, packed.tell(), size)
            packed.seek(0)
            shutil.copyfileobj(packed, self.stream)

    def _head(self, name: str, crc: int, packed: int, size: int) -> None:
        """Write what comes before the bytes of a file, and note it for the directory."""
        encoded = name.encode()
        what = (20, 0 if name.isascii() else UTF8, 8, 0, DATE, crc, packed, size, len(encoded))
        large = LARGE.pack(1, 8, self.offset) if self.offset >= MOST32 else b""
        place = (len(large), 0, 0, 0, MODE, min(self.offset, MOST32))
        self.directory += CENTRAL.pack(b"PK\1\2", 20 | 3 << 8, *what, *place) + encoded + large
        self.stream.write(LOCAL.pack(b"PK\3\4", *what, 0) + encoded)
        self.offset += LOCAL.size + len(encoded) + packed
        self.count += 1

    def close(self) -> None:
        """Write the directory and the end."""
        size, end = len(self.directory), self.offset + len(self.directory)
        self.stream.write(self.directory)
        if self.count > MOST16 or end > MOST32:
            counts = (self.count, self.count, size, self.offset)
            self.stream.write(END64.pack(b"PK\6\6", END64.size - 12, 45, 45, 0, 0, *counts))
            self.stream.write(LOCATOR.pack(b"PK\6\7", 0, end, 1))
        count = min(self.count, MOST16)
        self.stream.write(END.pack(b"PK\5\6", 0, 0, count, count, min(size, MOST32), min(self.offset, MOST32), 0))


@contextmanager
def zip_to(stream: IO[bytes]) -> Iterator[ZipWriter]:
    """A zip that is closed when all went well."""
    writer = ZipWriter(stream)
    yield writer
    writer.close()


def _compressor(window: int, memory: int) -> "zlib._Compress":
    return zlib.compressobj(FASTEST, zlib.DEFLATED, -window, memory)
