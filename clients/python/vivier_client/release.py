"""A release file: reading it, proving it, and writing the next one from it.

A zip of stored members: `items.ndjson` and `tutorials.ndjson` (one canonical document a line, in the manifest's order),
`assets/<sha256>`, `manifest.json`. Nothing in it is trusted before `verify`.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from vivier_client.merkle import merkle_root

CHUNK = 1 << 20
LINE_LIMIT = 64_000_000
EPOCH = (1980, 1, 1, 0, 0, 0)
Entry = dict[str, Any]


class ReleaseError(ValueError):
    """The file is not an intact release; the message names the first thing wrong."""


class Release:
    """A release file on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(path) as archive:
                self.manifest_bytes = archive.read("manifest.json")
            self.manifest: dict[str, Any] = json.loads(self.manifest_bytes)
        except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
            raise ReleaseError(f"{path.name} is not a release file: {error}") from None

    @property
    def digest(self) -> str:
        """The release's name for machines: the SHA-256 of its manifest."""
        return hashlib.sha256(self.manifest_bytes).hexdigest()

    @property
    def number(self) -> int:
        """Its number in its bank."""
        return int(self.manifest["release"]["number"])

    def items(self) -> Iterator[dict[str, Any]]:
        """The challenges, in order."""
        return (json.loads(line) for line in self.lines("items"))

    def tutorials(self) -> Iterator[dict[str, Any]]:
        """The tutorials, in order."""
        return (json.loads(line) for line in self.lines("tutorials"))

    def lines(self, part: str) -> Iterator[bytes]:
        """The canonical bytes of the documents of a part, in order."""
        with zipfile.ZipFile(self.path) as archive, archive.open(f"{part}.ndjson") as member:
            while line := member.readline(LINE_LIMIT):
                yield line.removesuffix(b"\n")

    def asset(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a file, in chunks."""
        with zipfile.ZipFile(self.path) as archive, archive.open(f"assets/{sha256}") as member:
            while chunk := member.read(CHUNK):
                yield chunk

    def verify(self) -> None:
        """Recompute every digest and the Merkle root; ReleaseError names the first thing wrong."""
        try:
            for part in ("items", "tutorials"):
                for entry, line in zip(self.manifest[part], self.lines(part), strict=True):
                    _require(hashlib.sha256(line).hexdigest() == entry["digest"], f"document {entry['id']}")
            for entry in self.manifest["assets"]:
                digest = hashlib.sha256()
                for chunk in self.asset(entry["sha256"]):
                    digest.update(chunk)
                _require(digest.hexdigest() == entry["sha256"], f"file {entry['sha256']}")
            _require(merkle_root(leaves(self.manifest)) == self.manifest["merkle_root"], "the Merkle root")
        except (OSError, KeyError, TypeError, zipfile.BadZipFile) as error:
            raise ReleaseError(f"{self.path.name} is not intact: {error}") from None


def leaves(manifest: dict[str, Any]) -> list[str]:
    """The digests that the Merkle root is over: items, tutorials, assets."""
    digests = [entry["digest"] for part in ("items", "tutorials") for entry in manifest[part]]
    return [*digests, *(entry["sha256"] for entry in manifest["assets"])]


def apply_delta(held: Release, delta: IO[bytes], fetch: Callable[[str], Iterable[bytes]], target: Path) -> None:
    """Write the next release from the one held; `fetch` gives the bytes of a new file by its digest.

    The first line says each list of the new manifest as runs `[start, count]` of the old one and entries in full; the
    lines after it are the documents of those. What comes out is not trusted: prove it.
    """
    change = json.loads(delta.readline(LINE_LIMIT))
    if change["before"] != held.digest:
        raise ReleaseError("this delta starts from another release than the one held")
    lists = {part: list(_entries(change[part], held.manifest[part])) for part in ("items", "tutorials", "assets")}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for part in ("items", "tutorials"):
            _write(archive, f"{part}.ndjson", _documents(change[part], list(held.lines(part)), delta))
        old = {entry["sha256"] for entry in held.manifest["assets"]}
        for entry in lists["assets"]:
            sha256 = entry["sha256"]
            _write(archive, f"assets/{sha256}", held.asset(sha256) if sha256 in old else fetch(sha256))
        manifest = {"format": "vivier.release/1", "release": change["release"], **lists}
        manifest["merkle_root"] = merkle_root(leaves(manifest))
        _write(archive, "manifest.json", [canonical(manifest)])


def canonical(value: Any) -> bytes:
    """The one way to write a document: UTF-8 JSON, keys sorted, no white space."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _entries(steps: Iterable[Any], old: list[Entry]) -> Iterator[Entry]:
    for step in steps:
        if isinstance(step, list):
            yield from old[step[0] : step[0] + step[1]]
        else:
            yield step


def _documents(steps: Iterable[Any], old: list[bytes], delta: IO[bytes]) -> Iterator[bytes]:
    for step in steps:
        if isinstance(step, list):
            yield from (line + b"\n" for line in old[step[0] : step[0] + step[1]])
        else:
            yield delta.readline(LINE_LIMIT)


def _write(archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, 0o644 << 16
    with archive.open(info, "w") as member:
        for chunk in chunks:
            member.write(chunk)


def _require(right: bool, what: str) -> None:
    if not right:
        raise ReleaseError(f"{what} is not the one released")
