"""Proving a release file offline, once through, in memory that does not grow with the release."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from functools import partial
from itertools import chain
from pathlib import Path

import orjson

from interop import entries, frame
from interop.bundle import MANIFEST, PARTS, REWRAPPED, AssetFile, Bundle, BundleError, Contents, lines_of
from interop.collector import collector_paused
from interop.held import Run
from interop.listed import HEAD, read_assets
from interop.manifest import AssetEntry
from interop.merkle import SIZE, raw, root_over
from interop.twin import Twin
from interop.writing import member
from items.errors import InvalidDocument

Known = tuple[Sequence[Sized], Sequence[Sized]]
Check = Callable[[bytes, bytes], str]


@collector_paused()
def verify_bundle(path: Path, known: Known = ((), ())) -> Contents:
    """Prove a release file offline; what it holds, or BundleError naming the first thing wrong.

    Every line, every digest and the Merkle root are checked, and that the manifest is in its canonical form; then the
    file is put together again from its own parts and compared, so that no byte of it escapes.

    `known` tells the challenges and the tutorials: runs of an intact file, and between them anything as long as the
    lines that are new. To be those very runs is then proof enough.
    """
    bundle = Bundle(path)
    try:
        contents = _check_parts(bundle, known)
    except (InvalidDocument, UnicodeDecodeError) as error:
        raise BundleError(f"the manifest cannot be read: {error}") from None
    for entry in contents.assets:
        _check_asset(AssetFile(entry, bundle.asset(entry)))
    _check_bytes(bundle, contents.assets)
    return contents


def _check_parts(bundle: Bundle, known: Known) -> Contents:
    """Read the manifest and, beside it, the documents that it names."""
    digest = hashlib.sha256()
    manifest = frame.Reader(_hashed(bundle.manifest_chunks(), digest))
    assets = read_assets(manifest)
    declared = {asset.sha256 for asset in assets}
    challenge, tutorial = (partial(_check_document, kind, declared) for kind in ("challenge", "tutorial"))
    items = _check_lines(bundle.part(PARTS[0]), manifest, frame.ROOT, known[0], challenge)
    root = manifest.until(frame.HEAD)
    head = entries.canonical(HEAD, manifest.until(frame.TUTORIALS))
    tutorials = _check_lines(bundle.part(PARTS[1]), manifest, frame.END, known[1], tutorial)
    manifest.end()
    if root_over(items + tutorials + raw(asset.sha256 for asset in assets)).encode() != root:
        raise BundleError("the manifest's Merkle root is not that of its entries")
    return Contents(head, len(items) // SIZE, len(tutorials) // SIZE, assets, digest.hexdigest())


def _hashed(chunks: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _check_lines(
    part: Iterable[bytes], manifest: frame.Reader, after: bytes, known: Sequence[Sized], check: Check
) -> bytes:
    """Check that lines are those known, or each document against its entry; their digests."""
    documents = frame.Reader(part)
    *before, last = known or [()]
    found = [_check_step(step, documents, manifest, check) for step in before]
    if isinstance(last, Run):
        found.append(_check_run(last, documents, manifest))
    lines = lines_of(documents.rest())
    for page in manifest.entries(after):
        found.append(raw(check(rest, next(lines, b"")) for rest in page))
    if next(lines, None) is not None:
        raise BundleError(REWRAPPED)
    return b"".join(found)


def _check_step(step: Sized, documents: frame.Reader, manifest: frame.Reader, check: Check) -> bytes:
    """Check lines that others follow, the comma before those included."""
    if isinstance(step, Run):
        return _check_run(step, documents, manifest, b",")
    return raw(check(manifest.entry(), documents.until(b"\n")) for _line in range(len(step)))


def _check_run(run: Run, documents: frame.Reader, manifest: frame.Reader, comma: bytes = b"") -> bytes:
    """Compare lines with those they are a copy of."""
    same = all(map(documents.follows, run.documents())) and all(map(manifest.follows, chain(run.entries(), [comma])))
    if not same:
        raise BundleError(f"{len(run)} lines are not those of the release before")
    return run.digests()


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
                    part.writelines(twin.own(bundle.place(name)[1]))
        if not twin.same():
            raise BundleError(REWRAPPED)
