"""What a release made now would carry."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

import orjson
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from pydantic import JsonValue

from challengebank.errors import BankError
from challengebank.models import Bank, Release
from challengebank.models.versions import VersionQuerySet
from challengebank.queries import linked_tutorials, select


class Row(NamedTuple):
    """What the manifest says of a version beside its document."""

    pk: int
    id: UUID
    number: int
    digest: str
    policy: dict[str, JsonValue]
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """The exact content of the next release of a bank, and the release before it."""

    items: list[Row]
    tutorials: list[Row]
    last: Release | None

    def keys(self) -> list[int]:
        """The keys of the versions, in the order of the release."""
        return [row.pk for row in (*self.items, *self.tutorials)]

    def fingerprint(self) -> str:
        """The SHA-256 that names this content: which version of what, in which order."""
        lines = "".join(f"{row.id} {row.number} {row.digest}\n" for row in (*self.items, *self.tutorials))
        return hashlib.sha256(lines.encode()).hexdigest()

    def still_stands(self, bank: Bank) -> bool:
        """Whether the bank selects exactly this now, after the same release."""
        now = [key for versions in candidate(bank) for key in versions.values_list("pk", flat=True)]
        return now == self.keys() and last_release(bank) == self.last


def candidate(bank: Bank) -> tuple[VersionQuerySet, VersionQuerySet]:
    """The challenges and tutorials that a release made now would carry, without their bytes; BankError when none."""
    versions = select(bank)
    if not versions.exists():
        raise BankError(
            _("The bank « %(bank)s » selects no accepted challenge: widen its rules, or wait for reviews to end.")
            % {"bank": bank.name}
        )
    return versions.defer("document"), linked_tutorials(versions, bank.locale).defer("document")


def read_candidate(bank: Bank) -> Candidate:
    """The candidate as rows; BankError when nothing is selected."""
    items, tutorials = (rows(versions) for versions in candidate(bank))
    return Candidate(items, tutorials, last_release(bank))


def rows(versions: VersionQuerySet) -> list[Row]:
    """The rows of these versions, in their order. Few policies judge many versions: each is read once."""
    columns = ("pk", "identity", "number", "digest", Cast("decision__policy", TextField()), "decision__decided_at")
    policy = cache(orjson.loads)
    return [
        Row(key, identity, number, digest, policy(text), decided_at)
        for key, identity, number, digest, text, decided_at in versions.values_list(*columns)
    ]


def last_release(bank: Bank) -> Release | None:
    """The newest release of a bank, without its manifest."""
    return bank.releases.defer("manifest").order_by("-number").first()


def refuse_the_same(candidate: Candidate) -> None:
    """BankError when the last release carries exactly this."""
    if candidate.last is None:
        return
    before = list(candidate.last.items.order_by("position").values_list("version", flat=True))
    if before == candidate.keys():
        raise BankError(
            _("Nothing changed since release %(number)s: no new release was made.") % {"number": candidate.last.number}
        )
