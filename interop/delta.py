"""What an engine that holds one release needs to get another: NDJSON, a first line that says how, then new documents.

The first line is a `Delta`: each list of the new manifest as runs `[start, count]` of the old one and entries in full.
The lines after it are the canonical documents of the entries given in full, items then tutorials. Files that are new
are fetched by their digest. Applying a delta gives the new release's file, byte for byte.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

import orjson
from pydantic import ValidationError

from interop import frame
from interop.bundle import AssetFile, Bundle, BundleError, Contents
from interop.collector import collector_paused
from interop.entries import START, Line
from interop.held import Part, Run, laid_out
from interop.manifest import AssetEntry, Head, VersionEntry
from interop.proof import verify_bundle
from interop.runs import runs
from interop.writing import write_bundle
from items.base import Frozen, Sha256
from items.errors import InvalidDocument

Entry = dict[str, Any]
Span = tuple[int, int]
Fetch = Callable[[str], Iterable[bytes]]
LINE_LIMIT = 64_000_000


class Delta(Frozen):
    """How to make the manifest `after` out of the manifest `before`, both named by their digests."""

    format: Literal["vivier.delta/1"] = "vivier.delta/1"
    before: Sha256
    after: Sha256
    release: Head
    items: tuple[Span | VersionEntry, ...]
    tutorials: tuple[Span | VersionEntry, ...]
    assets: tuple[Span | AssetEntry, ...]


@collector_paused()
def difference(old: bytes, new: bytes) -> Entry:
    """The `Delta` from one release to another of the same bank, by their manifests' canonical bytes, in plain values.

    Entries are compared as the bytes they are, and only those given in full are read.
    """
    before, after = _parts(old), _parts(new)
    return {
        "format": "vivier.delta/1",
        "before": hashlib.sha256(old).hexdigest(),
        "after": hashlib.sha256(new).hexdigest(),
        "release": after.head,
        "items": _steps(before.items, after.items),
        "tutorials": _steps(before.tutorials, after.tutorials),
        "assets": _steps(before.assets, after.assets),
    }


class _Parts(NamedTuple):
    """A manifest as its head and the bytes of its entries."""

    head: Entry
    items: list[bytes]
    tutorials: list[bytes]
    assets: list[bytes]


def _parts(manifest: bytes) -> _Parts:
    reader = frame.Reader([manifest])
    reader.expect(frame.ASSETS)
    assets = [orjson.dumps(asset) for asset in orjson.loads(reader.until(frame.ITEMS))]
    items = [START + rest for page in reader.entries(frame.ROOT) for rest in page]
    reader.until(frame.HEAD)
    head = orjson.loads(reader.until(frame.TUTORIALS))
    tutorials = [START + rest for page in reader.entries(frame.END) for rest in page]
    return _Parts(head, items, tutorials, assets)


def wanted(change: Entry) -> list[str]:
    """The digests of the versions whose documents follow, in order."""
    return [step["digest"] for part in ("items", "tutorials") for step in change[part] if isinstance(step, dict)]


@collector_paused()
def apply_delta(held: Path, delta: IO[bytes], asset: Fetch, target: Path) -> Contents:
    """Write the new release's file from the one held; BundleError when anything does not fit.

    `asset` gives the bytes of a file by its digest, in chunks. After an error `target` must be thrown away.
    """
    bundle = Bundle(held)
    try:
        change = Delta.model_validate_json(delta.readline(LINE_LIMIT))
    except ValidationError as error:
        raise BundleError(f"this is not a delta: {error.errors()[0]['msg']}") from None
    if change.before != bundle.digest():
        raise BundleError("this delta starts from another release than the one held")
    try:
        with laid_out(bundle) as layout:
            items, tutorials = (
                _lines(change.items, layout.items, delta),
                _lines(change.tutorials, layout.tutorials, delta),
            )
            write_bundle(target, change.release, items, tutorials, _assets(change.assets, layout.assets, bundle, asset))
    except InvalidDocument as error:
        raise BundleError(f"the manifest held cannot be read: {error}") from None
    contents = verify_bundle(target)
    if contents.digest != change.after:
        raise BundleError("the delta did not give the release it promised")
    return contents


def _steps(old: Sequence[bytes], new: Sequence[bytes]) -> list[Any]:
    """The new list as runs of the old one and entries in full."""
    steps: list[Any] = []
    for step in runs(old, new):
        steps += [[step.start, len(step)]] if isinstance(step, range) else map(orjson.loads, step)
    return steps


def _lines(steps: Iterable[Span | VersionEntry], held: Part, delta: IO[bytes]) -> Iterator[Line | Run]:
    for step in steps:
        if isinstance(step, VersionEntry):
            yield Line(step.canonical(), step.digest, delta.readline(LINE_LIMIT).removesuffix(b"\n"))
        else:
            yield held.run(step[0], sum(step))


def _assets(
    steps: Iterable[Span | AssetEntry], kept: Sequence[AssetEntry], bundle: Bundle, fetch: Fetch
) -> Iterator[AssetFile]:
    for step in steps:
        if isinstance(step, AssetEntry):
            yield AssetFile(step, fetch(step.sha256))
        else:
            for entry in kept[step[0] : sum(step)]:
                yield AssetFile(entry, bundle.asset(entry))
