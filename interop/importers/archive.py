"""Zip files that nobody vouches for: what they declare is checked before anything is read."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO

from interop.findings import RefusedFileError
from items.messages import message

MOST_MEMBERS = 150_000
MOST_BYTES = 1_000_000_000
MOST_MEMBER = 60_000_000
MANIFEST = "imsmanifest.xml"
MOST_LISTED = 400_000_000
"""A manifest may be larger than other files: it is read as a stream, and lists 100,000 items at 4 kB each."""
RATIO = 200
DIRECTORY = 20_000_000
ENTRY, END = b"PK\x01\x02", b"PK\x05\x06"
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError)


class Archive:
    """A zip open for reading, with members that are files of honest names and sizes; RefusedFileError otherwise."""

    def __init__(self, path: Path) -> None:
        _refuse_directory(path)
        try:
            self.zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise RefusedFileError(message("this is not a zip file that can be read: %(error)s", error=error)) from None
        members = [info for info in self.zip.infolist() if not info.is_dir()]
        _refuse_members(members, path.stat().st_size)
        self.members = {info.filename: info for info in members}

    def names(self) -> list[str]:
        """The names of the files, in the order of the zip."""
        return list(self.members)

    def find(self, path: str) -> str:
        """The name in the zip of the file of this path, whatever its case and its slashes; empty without any."""
        return self.members[path].filename if path in self.members else self._folded.get(_folded(path), "")

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_folded(name): name for name in self.members}

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """One file to read; RefusedFileError when it is not what the zip says it is."""
        try:
            with self.zip.open(self.members[name]) as file:
                yield file
        except RefusedFileError:
            raise
        except BROKEN as error:
            text = message("the file %(name)s cannot be read: %(error)s", name=name[:100], error=error)
            raise RefusedFileError(text) from None

    def read(self, name: str) -> bytes:
        """The whole of one file; RefusedFileError when it is not what the zip says it is."""
        info = self.members[name]
        with self.open(name) as file:
            data = file.read(info.file_size + 1)
        if len(data) != info.file_size:
            raise RefusedFileError(message("the file %(name)s is larger than the zip says", name=name[:100]))
        return data


def _folded(path: str) -> str:
    """A path as Windows reads it."""
    return path.replace("\\", "/").casefold()


def _refuse_directory(path: Path) -> None:
    """Refuse by the size that the end of the file declares, and by the entries that are there, before they are read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65_557))
        tail = file.read()
        end = tail.rfind(END)
        if end < 0 or len(tail) - end < 22:
            raise RefusedFileError(message("this is not a zip file"))
        length = int.from_bytes(tail[end + 12 : end + 16], "little")
        file.seek(max(0, size - len(tail) + end - length))
        if length > DIRECTORY or file.read(length).count(ENTRY) > MOST_MEMBERS:
            raise RefusedFileError(message("the zip holds too many files"))


def _refuse_members(members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise RefusedFileError(message("the zip holds too many files"))
    seen: set[str] = set()
    for info in members:
        _refuse_name(info)
        if info.filename.casefold() in seen:
            raise RefusedFileError(message("the zip holds « %(name)s » twice", name=info.filename[:100]))
        seen.add(info.filename.casefold())
    if sum(info.file_size for info in members) > MOST_BYTES:
        raise RefusedFileError(message("once open, the zip would be too large"))
    if any(info.file_size > (MOST_LISTED if _is_list(info) else MOST_MEMBER) for info in members):
        raise RefusedFileError(message("the zip holds a file that is too large"))
    if any(info.file_size > RATIO * max(info.compress_size, 1_000) for info in members):
        raise RefusedFileError(message("the zip holds a file that swells too much"))
    _refuse_overlaps(members, size)


def _is_list(info: zipfile.ZipInfo) -> bool:
    return info.filename.rpartition("/")[2] == MANIFEST


def _refuse_name(info: zipfile.ZipInfo) -> None:
    name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in info.orig_filename:
        raise RefusedFileError(message("the zip holds a file outside of it: « %(name)s »", name=name[:100]))
    if stat.S_ISLNK(info.external_attr >> 16):
        raise RefusedFileError(message("the zip holds a link: « %(name)s »", name=name[:100]))
    if info.flag_bits & 1:
        raise RefusedFileError(message("the zip is locked with a password"))


def _refuse_overlaps(members: list[zipfile.ZipInfo], size: int) -> None:
    """Two members over the same bytes are a bomb."""
    reached = 0
    for info in sorted(members, key=lambda info: info.header_offset):
        if info.header_offset < reached or info.header_offset + info.compress_size > size:
            raise RefusedFileError(message("the files of the zip lie one over the other"))
        reached = info.header_offset + 30 + info.compress_size
