"""What an engine that holds one release needs to get another: NDJSON, a first line that says how, then new documents.

The first line is a `Delta`: each list of the new manifest as runs `[start, count]` of the old one and entries in full.
The lines after it are the canonical documents of the entries given in full, items then tutorials. Files that are new
are fetched by their digest. Applying a delta gives the new release's file, byte for byte.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Literal

import orjson
from pydantic import ValidationError

from interop.bundle import AssetFile, Bundle, BundleError, Contents, Document
from interop.collector import collector_paused
from interop.entries import Line
from interop.manifest import AssetEntry, Head, VersionEntry
from interop.proof import verify_bundle
from interop.writing import write_bundle
from items.base import Frozen, Sha256

Entry = dict[str, Any]
Run = tuple[int, int]
LINE_LIMIT = 64_000_000


class Delta(Frozen):
    """How to make the manifest `after` out of the manifest `before`, both named by their digests."""

    format: Literal["vivier.delta/1"] = "vivier.delta/1"
    before: Sha256
    after: Sha256
    release: Head
    items: tuple[Run | VersionEntry, ...]
    tutorials: tuple[Run | VersionEntry, ...]
    assets: tuple[Run | AssetEntry, ...]


@collector_paused()
def difference(old: bytes, new: bytes) -> Entry:
    """The `Delta` from one release to another of the same bank, by their manifests' canonical bytes, in plain values.

    The manifests are our own: they are compared as they are, not read as models, which costs ten times more.
    """
    before, after = orjson.loads(old), orjson.loads(new)
    return {
        "format": "vivier.delta/1",
        "before": hashlib.sha256(old).hexdigest(),
        "after": hashlib.sha256(new).hexdigest(),
        "release": after["release"],
        "items": _runs("digest", before["items"], after["items"]),
        "tutorials": _runs("digest", before["tutorials"], after["tutorials"]),
        "assets": _runs("sha256", before["assets"], after["assets"]),
    }


def wanted(change: Entry) -> list[str]:
    """The digests of the versions whose documents follow, in order."""
    return [step["digest"] for part in ("items", "tutorials") for step in change[part] if isinstance(step, dict)]


@collector_paused()
def apply_delta(held: Path, delta: IO[bytes], asset: Callable[[str], Iterable[bytes]], target: Path) -> Contents:
    """Write the new release's file from the one held; BundleError when anything does not fit.

    `asset` gives the bytes of a file by its digest, in chunks. After an error `target` must be thrown away.
    """
    bundle = Bundle(held)
    try:
        change = Delta.model_validate_json(delta.readline(LINE_LIMIT))
    except ValidationError as error:
        raise BundleError(f"this is not a delta: {error.errors()[0]['msg']}") from None
    if change.before != bundle.manifest.digest():
        raise BundleError("this delta starts from another release than the one held")
    write_bundle(
        target,
        change.release,
        _lines(change.items, bundle.items(), delta),
        _lines(change.tutorials, bundle.tutorials(), delta),
        _assets(change.assets, bundle, asset),
    )
    contents = verify_bundle(target)
    if contents.digest != change.after:
        raise BundleError("the delta did not give the release it promised")
    return contents


def _runs(key: str, old: Sequence[Entry], new: Sequence[Entry]) -> list[Any]:
    """The new list as runs of the old one and entries in full."""
    places = {entry[key]: place for place, entry in enumerate(old)}
    steps: list[Any] = []
    for entry in new:
        place = places.get(entry[key])
        if place is None or old[place] != entry:
            steps.append(entry)
        elif steps and isinstance(steps[-1], list) and sum(steps[-1]) == place:
            steps[-1][1] += 1
        else:
            steps.append([place, 1])
    return steps


def _lines(steps: Iterable[Run | VersionEntry], held: Iterator[Document], delta: IO[bytes]) -> Iterator[Line]:
    kept = list(held)
    for step in steps:
        if isinstance(step, VersionEntry):
            yield Document(step, delta.readline(LINE_LIMIT).removesuffix(b"\n")).line()
        else:
            yield from (document.line() for document in kept[step[0] : step[0] + step[1]])


def _assets(
    steps: Iterable[Run | AssetEntry], bundle: Bundle, fetch: Callable[[str], Iterable[bytes]]
) -> Iterator[AssetFile]:
    kept = bundle.manifest.assets
    for step in steps:
        if isinstance(step, AssetEntry):
            yield AssetFile(step, fetch(step.sha256))
        else:
            for entry in kept[step[0] : step[0] + step[1]]:
                yield AssetFile(entry, bundle.asset(entry))
