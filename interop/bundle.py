"""The release file (`bank` format): a zip that is the same, byte for byte, whenever the same parts are written.

Names come in one order (`items.ndjson`, `tutorials.ndjson`, sorted `assets/<sha256>`, `manifest.json`), dates are
fixed, and nothing is compressed: compressors differ from one machine to another. Nothing here needs Django.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

import orjson

from interop.collector import collector_paused
from interop.manifest import AssetEntry, Head, Manifest, VersionEntry
from items.errors import InvalidDocument
from items.trusted import Kind, trusted

EPOCH = (1980, 1, 1, 0, 0, 0)
CHUNK = 1 << 20
PAGE = 500
LINE_LIMIT = 4_000_000
MANIFEST_LIMIT = 500_000_000
MOST_MEMBERS = 200_000
REWRAPPED = "the file's wrapping was changed: it is not what the release wrote"
PARTS = ("items.ndjson", "tutorials.ndjson")


class BundleError(ValueError):
    """The file is not an intact release; the message names the first thing wrong."""


@dataclass(frozen=True, slots=True)
class Document:
    """A version and the canonical bytes of its document."""

    entry: VersionEntry
    content: bytes

    def read(self, kind: type[Kind]) -> Kind:
        """The item or the tutorial, as it was when it was frozen; BundleError when its digest differs."""
        if hashlib.sha256(self.content).hexdigest() != self.entry.digest:
            raise BundleError(f"{self.entry.name} is not the one released: its digest differs")
        return trusted(kind, self.content)


@dataclass(frozen=True, slots=True)
class AssetFile:
    """A file of the release and the chunks of its bytes."""

    entry: AssetEntry
    chunks: Iterable[bytes]


def write_bundle(
    path: Path | IO[bytes],
    head: Head,
    items: Iterable[Document],
    tutorials: Iterable[Document],
    assets: Iterable[AssetFile],
) -> Manifest:
    """Write a release file in one pass and return its manifest. Assets come sorted by digest."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        item_entries = _write_lines(archive, PARTS[0], items)
        tutorial_entries = _write_lines(archive, PARTS[1], tutorials)
        asset_entries = [_write_asset(archive, asset) for asset in assets]
        manifest = Manifest.of(head, item_entries, tutorial_entries, asset_entries)
        with _member(archive, "manifest.json") as member:
            member.write(manifest.canonical())
    return manifest


@contextmanager
def _member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, 0o644 << 16
    with archive.open(info, "w") as member:
        yield member


def _write_lines(archive: zipfile.ZipFile, name: str, documents: Iterable[Document]) -> list[VersionEntry]:
    entries, found = [], iter(documents)
    with _member(archive, name) as member:
        while page := list(islice(found, PAGE)):
            member.write(b"".join(document.content + b"\n" for document in page))
            entries += [document.entry for document in page]
    return entries


def _write_asset(archive: zipfile.ZipFile, asset: AssetFile) -> AssetEntry:
    _write_part(archive, f"assets/{asset.entry.sha256}", asset.chunks)
    return asset.entry


def _write_part(archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> None:
    with _member(archive, name) as member:
        for chunk in chunks:
            member.write(chunk)


class Bundle:
    """A release file open for reading. Nothing in it is trusted before `verify`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise BundleError(f"the file holds {len(members)} parts, more than {MOST_MEMBERS}")
            self._members = {info.filename: info for info in members}
            self.manifest = Manifest.parse(b"".join(self._chunks("manifest.json", MANIFEST_LIMIT)))
        except (zipfile.BadZipFile, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise BundleError(f"not a release file: {error}") from None
        except InvalidDocument as error:
            raise BundleError(f"the manifest cannot be read: {error}") from None

    def items(self) -> Iterator[Document]:
        """The challenges, in order, each with its bytes."""
        return self._documents(PARTS[0], self.manifest.items)

    def tutorials(self) -> Iterator[Document]:
        """The tutorials, in order."""
        return self._documents(PARTS[1], self.manifest.tutorials)

    def assets(self) -> Iterator[AssetFile]:
        """The files, in order."""
        return (AssetFile(entry, self.asset(entry)) for entry in self.manifest.assets)

    def asset(self, entry: AssetEntry) -> Iterator[bytes]:
        """The bytes of one file, in chunks."""
        return self._chunks(f"assets/{entry.sha256}", entry.size)

    def part(self, name: str) -> Iterator[bytes]:
        """The bytes of a part as it lies there, in chunks."""
        file, size = self._open(name)
        file.close()
        return self._chunks(name, size)

    def has_asset(self, sha256: str) -> bool:
        """Whether the release holds this file."""
        return f"assets/{sha256}" in self._members

    def _open(self, name: str) -> tuple[IO[bytes], int]:
        info = self._members.get(name)
        if info is None:
            raise BundleError(f"{name} is missing")
        if info.compress_type != zipfile.ZIP_STORED:
            raise BundleError(f"{name} is compressed, which a release never is")
        file = self.path.open("rb")
        file.seek(info.header_offset + 30 + len(name.encode()))
        return file, info.file_size

    def _chunks(self, name: str, limit: int) -> Iterator[bytes]:
        file, left = self._open(name)
        with file:
            if left > limit:
                raise BundleError(f"{name} is {left} bytes long, expected at most {limit}")
            while left and (chunk := file.read(min(left, CHUNK))):
                left -= len(chunk)
                yield chunk

    def _documents(self, name: str, entries: Iterable[VersionEntry]) -> Iterator[Document]:
        file, left = self._open(name)
        with file:
            for entry in entries:
                line = file.readline(LINE_LIMIT)
                left -= len(line)
                yield Document(entry, line.removesuffix(b"\n"))
                if not line.endswith(b"\n"):
                    raise BundleError(REWRAPPED)
        if left:
            raise BundleError(REWRAPPED)


@collector_paused()
def verify_bundle(path: Path) -> Manifest:
    """Prove a release file offline; its manifest, or BundleError naming the first thing wrong.

    Every line, every digest and the Merkle root are checked; then the file is written again from its own parts and
    compared, so that no byte of it escapes.
    """
    bundle = Bundle(path)
    declared = {entry.sha256 for entry in bundle.manifest.assets}
    for document in bundle.items():
        _check_document("challenge", document, declared)
    for document in bundle.tutorials():
        _check_document("tutorial", document, declared)
    for asset in bundle.assets():
        _check_asset(asset)
    manifest = bundle.manifest
    if manifest.true_root() != manifest.merkle_root:
        raise BundleError("the manifest's Merkle root is not that of its entries")
    _check_bytes(bundle)
    return manifest


def _check_document(kind: str, document: Document, declared: set[str]) -> None:
    if hashlib.sha256(document.content).hexdigest() != document.entry.digest:
        raise BundleError(f"{kind} {document.entry.name} is not the one released: its digest differs")
    try:
        content = orjson.loads(document.content)
        said = (content["id"], content["alignments"])
        needed = [asset["sha256"] for asset in content["assets"]]
    except (ValueError, TypeError, KeyError) as error:
        raise BundleError(f"{kind} {document.entry.name} is not a document: {error}") from None
    if said != (document.entry.id, [vars(alignment) for alignment in document.entry.alignments]):
        raise BundleError(f"{kind} {document.entry.name} is not what the manifest says")
    if missing := [digest for digest in needed if digest not in declared]:
        raise BundleError(f"{kind} {document.entry.name} needs the file {missing[0]}, which is not in the release")


def _check_asset(asset: AssetFile) -> None:
    digest = hashlib.sha256()
    for chunk in asset.chunks:
        digest.update(chunk)
    if digest.hexdigest() != asset.entry.sha256:
        raise BundleError(f"file {asset.entry.sha256} is not the one released: its digest differs")


def _check_bytes(bundle: Bundle) -> None:
    with tempfile.TemporaryFile() as again, bundle.path.open("rb") as file:
        _write_again(again, bundle)
        again.seek(0)
        while chunk := again.read(CHUNK):
            if file.read(len(chunk)) != chunk:
                raise BundleError(REWRAPPED)
        if file.read(1):
            raise BundleError(REWRAPPED)


def _write_again(target: IO[bytes], bundle: Bundle) -> None:
    """The same parts, whose lines are checked already, in a wrapping of ours."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in PARTS:
            _write_part(archive, name, bundle.part(name))
        for asset in bundle.assets():
            _write_asset(archive, asset)
        _write_part(archive, "manifest.json", [bundle.manifest.canonical()])
