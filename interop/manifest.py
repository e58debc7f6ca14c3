"""The manifest of a release: what the file holds, each part by its digest, and where each version comes from.

Its canonical form is that of documents: UTF-8 JSON, keys sorted, no white space, no float. The digest of a release is
the SHA-256 of those bytes.
"""

import hashlib
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import Field, JsonValue, ValidationError

from interop.merkle import merkle_root
from items.base import Frozen, Label, Locale, Sha256, Slug, Uuid
from items.document import Alignment, Purpose
from items.errors import InvalidDocument, problems

Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?\+00:00$")]


class Provenance(Frozen):
    """How a version was judged: the policy its review ran under, and when it was accepted."""

    policy: dict[str, JsonValue]
    decided_at: Moment


class VersionEntry(Frozen):
    """One version: its identity, its number, the digest of its document."""

    id: Uuid
    number: int = Field(ge=1)
    digest: Sha256
    alignments: tuple[Alignment, ...]
    provenance: Provenance

    @property
    def name(self) -> str:
        """How people name it in a message."""
        return f"{self.id} (version {self.number})"

    def canonical(self) -> bytes:
        """The canonical JSON."""
        return orjson.dumps(self, default=vars, option=orjson.OPT_SORT_KEYS)


class AssetEntry(Frozen):
    """One file of the release."""

    sha256: Sha256
    media_type: Label
    size: int = Field(ge=0)


class BankEntry(Frozen):
    """The bank released."""

    slug: Slug
    name: Label
    purpose: Purpose
    framework: Slug
    locale: Locale


class AuditHead(Frozen):
    """The last row of the audit trail when the release was made."""

    sequence: int = Field(ge=0)
    hash: Sha256


class Head(Frozen):
    """What a release says of itself, beside its contents. `previous` is the digest of the release before, or empty."""

    bank: BankEntry
    number: int = Field(ge=1)
    released_at: Moment
    previous: Sha256 | Literal[""] = ""
    audit: AuditHead


class Manifest(Frozen):
    """The whole manifest, in the order of the files it describes."""

    format: Literal["vivier.release/1"] = "vivier.release/1"
    release: Head
    items: tuple[VersionEntry, ...]
    tutorials: tuple[VersionEntry, ...]
    assets: tuple[AssetEntry, ...]
    merkle_root: Sha256

    @classmethod
    def of(
        cls, head: Head, items: Iterable[VersionEntry], tutorials: Iterable[VersionEntry], assets: Iterable[AssetEntry]
    ) -> Self:
        """The manifest of these parts, with its Merkle root."""
        parts = tuple(items), tuple(tutorials), tuple(assets)
        return cls(release=head, items=parts[0], tutorials=parts[1], assets=parts[2], merkle_root=root(*parts))

    @classmethod
    def parse(cls, data: bytes | str | dict[str, Any]) -> Self:
        """Read a manifest; InvalidDocument says every place and reason."""
        try:
            return cls.model_validate_json(orjson.dumps(data) if isinstance(data, dict) else data)
        except ValidationError as error:
            raise InvalidDocument(problems(error)) from None

    def canonical(self) -> bytes:
        """The canonical JSON."""
        return orjson.dumps(self, default=vars, option=orjson.OPT_SORT_KEYS)

    def digest(self) -> str:
        """SHA-256 of the canonical JSON: the release's name for machines."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def true_root(self) -> str:
        """The Merkle root recomputed from the entries."""
        return root(self.items, self.tutorials, self.assets)


def root(items: Iterable[VersionEntry], tutorials: Iterable[VersionEntry], assets: Iterable[AssetEntry]) -> str:
    """The Merkle root over the digests of items, then tutorials, then assets, each in the manifest's order."""
    digests = [entry.digest for part in (items, tutorials) for entry in part]
    return merkle_root([*digests, *(asset.sha256 for asset in assets)])
