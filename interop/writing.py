"""Writing a release file in one pass, in memory that does not grow with the release."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

import orjson

from interop import frame
from interop.bundle import MANIFEST, PARTS, AssetFile, Contents
from interop.entries import Line
from interop.manifest import AssetEntry, Head
from interop.merkle import MerkleTree
from items.base import Frozen

EPOCH = (1980, 1, 1, 0, 0, 0)
PAGE = 500
CHUNK = 1 << 18


def write_bundle(
    path: Path, head: Head, items: Iterable[Line], tutorials: Iterable[Line], assets: Iterable[AssetFile]
) -> Contents:
    """Write a release file and say what it holds. Assets come sorted by digest, and are asked for last.

    The manifest comes last in the file, but its entries as documents go by: they wait in a temporary file.
    """
    tree, digest = MerkleTree(), hashlib.sha256()
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive,
        tempfile.TemporaryFile() as item_entries,
        tempfile.TemporaryFile() as tutorial_entries,
    ):
        item_count = _write_lines(archive, PARTS[0], items, item_entries, tree)
        tutorial_count = _write_lines(archive, PARTS[1], tutorials, tutorial_entries, tree)
        files = [_write_asset(archive, asset) for asset in assets]
        tree.add(file.sha256 for file in files)
        with member(archive, MANIFEST) as manifest:
            for chunk in _manifest(head, item_entries, tutorial_entries, files, tree.root()):
                digest.update(chunk)
                manifest.write(chunk)
    return Contents(head, item_count, tutorial_count, tuple(files), digest.hexdigest())


@contextmanager
def member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A part of the file to write to, under the one header that a release gives it."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, 0o644 << 16
    with archive.open(info, "w") as part:
        yield part


def _write_lines(
    archive: zipfile.ZipFile, name: str, lines: Iterable[Line], entries: IO[bytes], tree: MerkleTree
) -> int:
    count, left = 0, iter(lines)
    with member(archive, name) as part:
        while page := list(islice(left, PAGE)):
            part.write(b"".join([line.content + b"\n" for line in page]))
            entries.write(b"," * bool(count) + b",".join([line.entry for line in page]))
            tree.add(line.digest for line in page)
            count += len(page)
    return count


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
