"""Proving a release file offline, once through, in memory that does not grow with the release."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Protocol

import orjson
from pydantic import TypeAdapter

from interop import entries, frame
from interop.bundle import MANIFEST, PARTS, REWRAPPED, AssetFile, Bundle, BundleError, Contents
from interop.collector import collector_paused
from interop.entries import Line
from interop.manifest import AssetEntry, Head
from interop.merkle import MerkleTree
from interop.twin import Twin
from interop.writing import member
from items.errors import InvalidDocument

Known = tuple[Iterator[Line | None], Iterator[Line | None]]
_ASSETS = TypeAdapter(tuple[AssetEntry, ...])
_HEAD = TypeAdapter(Head)


@collector_paused()
def verify_bundle(path: Path, known: Known | None = None) -> Contents:
    """Prove a release file offline; what it holds, or BundleError naming the first thing wrong.

    Every line, every digest and the Merkle root are checked, and that the manifest is in its canonical form; then the
    file is put together again from its own parts and compared, so that no byte of it escapes.

    `known` gives, for each challenge and each tutorial, the line that an intact file has for it, or None: to be that
    very line is then proof enough.
    """
    bundle = Bundle(path)
    try:
        contents = _check_parts(bundle, known or (repeat(None), repeat(None)))
    except (InvalidDocument, UnicodeDecodeError) as error:
        raise BundleError(f"the manifest cannot be read: {error}") from None
    for entry in contents.assets:
        _check_asset(AssetFile(entry, bundle.asset(entry)))
    _check_bytes(bundle, contents.assets)
    return contents


def _check_parts(bundle: Bundle, known: Known) -> Contents:
    """Read the manifest and, beside it, the documents that it names."""
    digest, tree = hashlib.sha256(), MerkleTree()
    manifest = frame.Reader(_hashed(bundle.manifest_chunks(), digest))
    manifest.expect(frame.ASSETS)
    assets = entries.canonical(_ASSETS, manifest.until(frame.ITEMS))
    declared = {asset.sha256 for asset in assets}
    challenge, tutorial = (partial(_check_document, kind, declared) for kind in ("challenge", "tutorial"))
    items = _check_lines(bundle.lines(PARTS[0]), manifest.entries(frame.ROOT), known[0], challenge, tree)
    root = manifest.until(frame.HEAD)
    head = entries.canonical(_HEAD, manifest.until(frame.TUTORIALS))
    tutorials = _check_lines(bundle.lines(PARTS[1]), manifest.entries(frame.END), known[1], tutorial, tree)
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
    documents: Iterator[bytes],
    pages: Iterator[list[bytes]],
    known: Iterator[Line | None],
    check: Callable[[bytes, bytes], str],
    tree: MerkleTree,
) -> int:
    """Check each document against its entry; how many there are."""
    count = 0
    for page in pages:
        digests = []
        for rest in page:
            document, line = next(documents, b""), next(known, None)
            same = line is not None and line.content == document and line.entry == entries.START + rest
            digests.append(line.digest if line and same else check(rest, document))
        tree.add(digests)
        count += len(digests)
    if next(documents, None) is not None:
        raise BundleError(REWRAPPED)
    return count


def _check_document(kind: str, declared: set[str], rest: bytes, line: bytes) -> str:
    """Check a document against its entry; its digest."""
    entry = entries.read(rest)
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
    return entry.digest


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
