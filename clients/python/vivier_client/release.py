"""A release file: reading it and proving it.

A zip of stored members: `items.ndjson` and `tutorials.ndjson` (one canonical document a line, in the manifest's order),
`assets/<sha256>`, `manifest.json`. Nothing in it is trusted before `verify`.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from vivier_client.merkle import merkle_root

CHUNK = 1 << 20
LINE_LIMIT = 64_000_000
START = b'{"alignments":'
NEXT = b"," + START
FRAME = re.compile(
    rb'\{"assets":(?P<assets>\[.*?\]),"format":"vivier\.release/1","items":\[(?P<items>.*)\],"merkle_root":"[0-9a-f]{64}",'
    rb'"release":(?P<release>\{.*\}),"tutorials":\[(?P<tutorials>.*)\]\}',
    re.DOTALL,
)
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
        except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
            raise ReleaseError(f"{path.name} is not a release file: {error}") from None
        frame = FRAME.fullmatch(self.manifest_bytes)
        if frame is None:
            raise ReleaseError(f"{path.name} is not a release file: its manifest has another form")
        self._frame = frame

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest as plain values: several times its size."""
        try:
            return json.loads(self.manifest_bytes)
        except ValueError as error:
            raise ReleaseError(f"{self.path.name} is not a release file: {error}") from None

    @property
    def digest(self) -> str:
        """The release's name for machines: the SHA-256 of its manifest."""
        return hashlib.sha256(self.manifest_bytes).hexdigest()

    @property
    def number(self) -> int:
        """Its number in its bank."""
        return int(json.loads(self._frame["release"])["number"])

    @property
    def assets(self) -> list[Entry]:
        """The entries of its files."""
        return json.loads(self._frame["assets"])

    def entries(self, part: str) -> list[bytes]:
        """The entries of a part as they lie in the manifest, each without its START."""
        text = self._frame[part]
        return text.removeprefix(START).split(NEXT) if text else []

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


def _require(right: bool, what: str) -> None:
    if not right:
        raise ReleaseError(f"{what} is not the one released")
