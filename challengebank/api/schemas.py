"""The shapes of the API's answers."""

from datetime import datetime
from uuid import UUID

from ninja import Schema


class BankOut(Schema):
    """A bank that the caller may read."""

    slug: str
    name: str
    purpose: str
    framework: str
    locale: str


class ReleaseOut(Schema):
    """A release, without its contents. `previous` is the number before, or null."""

    bank: str
    number: int
    digest: str
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
    """A version to stop playing, and what becomes of past answers."""

    id: int
    item: UUID
    number: int
    digest: str
    reason: str
    urgency: str
    past_answers: str
    created_at: datetime

    @staticmethod
    def resolve_item(recall: object) -> UUID:
        """The identity."""
        return recall.version.identity_id

    @staticmethod
    def resolve_number(recall: object) -> int:
        """The version's number."""
        return recall.version.number

    @staticmethod
    def resolve_digest(recall: object) -> str:
        """The version's digest."""
        return recall.version.digest


class RecallPage(Schema):
    """Recalls in order. `next` is the value of `after` for the page after, or null."""

    recalls: list[RecallOut]
    next: int | None


class AcknowledgementOut(Schema):
    """When this engine said that it obeys."""

    recall: int
    created_at: datetime


class ProblemOut(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
