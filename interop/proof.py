"""Proving a release file offline, once through, in memory that does not grow with the release."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import orjson
from pydantic import TypeAdapter

from interop import entries, frame
from interop.bundle import MANIFEST, PARTS, REWRAPPED, AssetFile, Bundle, BundleError, Contents
from interop.collector import collector_paused
from interop.manifest import AssetEntry, Head
from interop.merkle import MerkleTree
from interop.twin import Twin
from interop.writing import member
from items.errors import InvalidDocument

_ASSETS = TypeAdapter(tuple[AssetEntry, ...])
_HEAD = TypeAdapter(Head)


@collector_paused()
def verify_bundle(path: Path) -> Contents:
    """Prove a release file offline; what it holds, or BundleError naming the first thing wrong.

    Every line, every digest and the Merkle root are checked, and that the manifest is in its canonical form; then the
    file is put together again from its own parts and compared, so that no byte of it escapes.
    """
    bundle = Bundle(path)
    try:
        contents = _check_parts(bundle)
    except (InvalidDocument, UnicodeDecodeError) as error:
        raise BundleError(f"the manifest cannot be read: {error}") from None
    for entry in contents.assets:
        _check_asset(AssetFile(entry, bundle.asset(entry)))
    _check_bytes(bundle, contents.assets)
    return contents


def _check_parts(bundle: Bundle) -> Contents:
    """Read the manifest and, beside it, the documents that it names."""
    digest, tree = hashlib.sha256(), MerkleTree()
    manifest = frame.Reader(_hashed(bundle.manifest_chunks(), digest))
    manifest.expect(frame.ASSETS)
    assets = entries.canonical(_ASSETS, manifest.until(frame.ITEMS))
    declared = {asset.sha256 for asset in assets}
    items = _check_lines("challenge", bundle.lines(PARTS[0]), manifest.entries(frame.ROOT), declared, tree)
    root = manifest.until(frame.HEAD)
    head = entries.canonical(_HEAD, manifest.until(frame.TUTORIALS))
    tutorials = _check_lines("tutorial", bundle.lines(PARTS[1]), manifest.entries(frame.END), declared, tree)
    manifest.end()
    tree.add(asset.sha256 for asset in assets)
    if tree.root().encode() != root:
        raise BundleError("the manifest's Merkle root is not that of its entries")
    return Contents(head, items, tutorials, assets, digest.hexdigest())


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def _hashed(chunks: Iterable[bytes], digest: _Hash) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _check_lines(
    kind: str, lines: Iterator[bytes], pages: Iterator[list[bytes]], declared: set[str], tree: MerkleTree
) -> int:
    """Check each document against its entry; how many there are."""
    count = 0
    for page in pages:
        said = [entries.read(rest) for rest in page]
        for entry in said:
            _check_document(kind, entry, next(lines, b""), declared)
        tree.add(entry.digest for entry in said)
        count += len(said)
    if next(lines, None) is not None:
        raise BundleError(REWRAPPED)
    return count


def _check_document(kind: str, entry: entries.Said, line: bytes, declared: set[str]) -> None:
    if hashlib.sha256(line).hexdigest() != entry.digest:
        raise BundleError(f"{kind} {entry.name} is not the one released: its digest differs")
    try:
        content = orjson.loads(line)
        same = content["id"] == entry.id and content["alignments"] == entry.alignments
        missing = [asset["sha256"] for asset in content["assets"] if asset["sha256"] not in declared]
    except (ValueError, TypeError, KeyError) as error:
        raise BundleError(f"{kind} {entry.name} is not a document: {error}") from None
    if not same:
        raise BundleError(f"{kind} {entry.name} is not what the manifest says")
    if missing:
        raise BundleError(f"{kind} {entry.name} needs the file {missing[0]}, which is not in the release")


def _check_asset(asset: AssetFile) -> None:
    digest = hashlib.sha256()
    for chunk in asset.chunks:
        digest.update(chunk)
    if digest.hexdigest() != asset.entry.sha256:
        raise BundleError(f"file {asset.entry.sha256} is not the one released: its digest differs")


def _check_bytes(bundle: Bundle, assets: Iterable[AssetEntry]) -> None:
    """The same parts, checked already, in a wrapping of ours, give the same file."""
    names = (*PARTS, *(f"assets/{asset.sha256}" for asset in assets), MANIFEST)
    with bundle.path.open("rb") as file:
        twin = Twin(file)
        with zipfile.ZipFile(twin, "w", zipfile.ZIP_STORED) as archive:
            for name in names:
                with member(archive, name) as part:
                    part.writelines(bundle.part(name))
        if not twin.same():
            raise BundleError(REWRAPPED)
