"""Writing a release file in one pass, in memory that hardly grows with the release: digests of 32 bytes."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import orjson

from interop import frame
from interop.bundle import MANIFEST, PARTS, AssetFile, Contents
from interop.entries import Line
from interop.held import Run
from interop.manifest import AssetEntry, Head
from interop.merkle import SIZE, raw, root_over
from items.base import Frozen

EPOCH = (1980, 1, 1, 0, 0, 0)
PAGE = 500
CHUNK = 1 << 18


def write_bundle(
    path: Path, head: Head, items: Iterable[Line | Run], tutorials: Iterable[Line | Run], assets: Iterable[AssetFile]
) -> Contents:
    """Write a release file and say what it holds. Assets come sorted by digest, and are asked for last.

    Runs of another file are copied as they lie there. The manifest comes last in the file, but its entries as documents
    go by: they wait in a temporary file.
    """
    digest = hashlib.sha256()
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive,
        tempfile.TemporaryFile() as item_entries,
        tempfile.TemporaryFile() as tutorial_entries,
    ):
        item_digests = _write_lines(archive, PARTS[0], items, item_entries)
        tutorial_digests = _write_lines(archive, PARTS[1], tutorials, tutorial_entries)
        files = [_write_asset(archive, asset) for asset in assets]
        root = root_over(item_digests + tutorial_digests + raw(file.sha256 for file in files))
        with member(archive, MANIFEST) as manifest:
            for chunk in _manifest(head, item_entries, tutorial_entries, files, root):
                digest.update(chunk)
                manifest.write(chunk)
    return Contents(head, len(item_digests) // SIZE, len(tutorial_digests) // SIZE, tuple(files), digest.hexdigest())


@contextmanager
def member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A part of the file to write to, under the one header that a release gives it."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, 0o644 << 16
    with archive.open(info, "w") as part:
        yield part


@dataclass(frozen=True, slots=True)
class Page:
    """Lines that are written as a run is."""

    lines: list[Line]

    def documents(self) -> Iterator[bytes]:
        """The bytes of the documents, with their line ends."""
        yield b"".join([line.content + b"\n" for line in self.lines])

    def entries(self) -> Iterator[bytes]:
        """The bytes of the entries, parted by commas."""
        yield b",".join([line.entry for line in self.lines])

    def digests(self) -> bytes:
        """The SHA-256 of each document."""
        return raw(line.digest for line in self.lines)


def _write_lines(archive: zipfile.ZipFile, name: str, lines: Iterable[Line | Run], entries: IO[bytes]) -> bytes:
    """Write documents, and their entries to a file of their own; the digests of all."""
    digests: list[bytes] = []
    with member(archive, name) as part:
        for together in _together(lines):
            part.writelines(together.documents())
            entries.write(b"," * bool(digests))
            entries.writelines(together.entries())
            digests.append(together.digests())
    return b"".join(digests)


def _together(lines: Iterable[Line | Run]) -> Iterator[Page | Run]:
    """Runs as they are, and lines a page at a time."""
    page: list[Line] = []
    for each in lines:
        if isinstance(each, Line):
            page.append(each)
        if page and (len(page) == PAGE or isinstance(each, Run)):
            yield Page(page)
            page = []
        if isinstance(each, Run):
            yield each
    if page:
        yield Page(page)


def _write_asset(archive: zipfile.ZipFile, asset: AssetFile) -> AssetEntry:
    with member(archive, f"assets/{asset.entry.sha256}") as part:
        part.writelines(asset.chunks)
    return asset.entry


def _manifest(
    head: Head, items: IO[bytes], tutorials: IO[bytes], assets: list[AssetEntry], root: str
) -> Iterator[bytes]:
    yield frame.ASSETS + _canonical(assets) + frame.ITEMS
    yield from _again(items)
    yield frame.ROOT + root.encode() + frame.HEAD + _canonical(head) + frame.TUTORIALS
    yield from _again(tutorials)
    yield frame.END


def _canonical(value: Frozen | list[AssetEntry]) -> bytes:
    return orjson.dumps(value, default=vars, option=orjson.OPT_SORT_KEYS)


def _again(entries: IO[bytes]) -> Iterator[bytes]:
    entries.seek(0)
    return iter(lambda: entries.read(CHUNK), b"")
