"""The shapes of the API's answers."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class BankOut(Schema):
    """A bank that the caller may read."""

    slug: str
    name: str
    purpose: str
    framework: str
    locale: str
    channel: str


class ReleaseOut(Schema):
    """A release, without its contents. `previous` is the number before, or null; `sha256` and `size` are its file's."""

    bank: str
    number: int
    digest: str
    sha256: str
    size: int
    count: int
    notes: str
    signed: bool
    created_at: datetime
    previous: int | None

    @staticmethod
    def resolve_bank(release: object) -> str:
        """The bank's slug."""
        return release.bank.slug

    @staticmethod
    def resolve_signed(release: object) -> bool:
        """Whether a signature can be fetched."""
        return bool(release.signature)

    @staticmethod
    def resolve_previous(release: object) -> int | None:
        """Numbers follow one another."""
        return release.number - 1 if release.number > 1 else None


class ReleasePage(Schema):
    """Some releases, newest first. `next` is the value of `before` for the page after, or null."""

    releases: list[ReleaseOut]
    next: int | None


class RecallOut(Schema):
    """What to stop playing, and what becomes of past answers. Without number and digest: every version of the item."""

    id: int
    item: UUID
    number: int | None
    digest: str | None
    reason: str
    urgency: str
    past_answers: str
    created_at: datetime


class RecallPage(Schema):
    """Recalls in order. `next` is the value of `after` for the page after, or null."""

    recalls: list[RecallOut]
    next: int | None


class AcknowledgementOut(Schema):
    """When this engine said that it obeys."""

    recall: int
    created_at: datetime


class ProofOut(Schema):
    """That a version is a leaf of the tree whose root the manifest names: hash up along `path` from leaf `index`."""

    digest: str
    index: int
    size: int
    path: list[str]
    merkle_root: str


class Names(Schema):
    """A name in both languages."""

    name_fr: str
    name_en: str


class ThemeOut(Names):
    """A subject inside a competence."""


class CompetenceOut(Names):
    """A competence with its themes."""

    code: str
    themes: list[ThemeOut]


class DomainOut(Names):
    """A domain with its competences."""

    code: str
    competences: list[CompetenceOut]


class LevelOut(Names):
    """A level, and what one can do there."""

    number: int
    tier: str
    guide_fr: str
    guide_en: str


class FrameworkOut(Names):
    """A framework, by its names."""

    slug: str
    version: str
    source: str


class FrameworkTree(FrameworkOut):
    """A framework, whole."""

    domains: list[DomainOut]
    levels: list[LevelOut]


class ProblemOut(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
