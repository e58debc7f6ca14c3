"""A part of a file, read as if it were one."""

import io
from typing import IO


class Window(io.RawIOBase):
    """So many bytes of an open file, from a place on; the file is closed with it."""

    def __init__(self, file: IO[bytes], begin: int, size: int) -> None:
        super().__init__()
        self._file, self._begin, self._size, self._at = file, begin, size, 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        self._file.seek(self._begin + self._at)
        chunk = self._file.read(min(len(buffer), self._size - self._at))
        buffer[: len(chunk)] = chunk
        self._at += len(chunk)
        return len(chunk)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, from the beginning or from the end."""
        self._at = min(max(0, place + (self._size if whence == io.SEEK_END else 0)), self._size)
        return self._at

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def close(self) -> None:
        """Of both."""
        self._file.close()
        super().close()
