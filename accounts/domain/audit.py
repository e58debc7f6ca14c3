"""Writing and proving the audit trail.

Each row's hash is SHA-256 over the canonical JSON of the row and the hash before it, so that a row changed, removed or
inserted breaks every later one.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import AuditEvent, User
from accounts.rows import insert_columns

GENESIS = "0" * 64
CHAIN_LOCK = 0x76697669  # an arbitrary constant: the advisory lock that keeps the chain in one line on PostgreSQL


@dataclass(frozen=True, slots=True)
class AuditBreak:
    """The first place where the chain does not hold."""

    sequence: int
    reason: str


def actor_key(user: User | None) -> str:
    """The pseudonym of a person in public evidence; stable on one installation, meaningless elsewhere."""
    return (
        "system"
        if user is None
        else salted_hmac("vivier.audit", str(user.pk), secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()[:32]
    )


def _hash(sequence: int, at: datetime, actor: str, act: str, subject: str, data: Any, previous: str) -> str:
    body = {
        "sequence": sequence,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "act": act,
        "subject": subject,
        "data": data,
        "previous": previous,
    }
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _lock_chain() -> None:
    """One writer at a time: an advisory lock on PostgreSQL; SQLite's IMMEDIATE transactions are that already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def head() -> tuple[int, str]:
    """Number and hash of the last row: what a release carries."""
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, GENESIS)


def record(*, actor: User | None, act: str, subject: str, **data: Any) -> None:
    """Append one act. Call it inside the transaction of the act itself."""
    record_many(actor=actor, act=act, entries=[(subject, data)])


@transaction.atomic
def record_many(
    *, actor: User | None, act: str, entries: Sequence[tuple[str, dict[str, Any]]], at: datetime | None = None
) -> None:
    """Append one act on many subjects, in one write."""
    if not entries:
        return
    _lock_chain()
    last, previous = head()
    moment, key = at or timezone.now(), actor_key(actor)
    hashes = [previous]
    for sequence, (subject, data) in enumerate(entries, last + 1):
        hashes.append(_hash(sequence, moment, key, act, subject, data, hashes[-1]))
    subjects, details = zip(*entries, strict=True)
    insert_columns(
        AuditEvent,
        each={
            "sequence": range(last + 1, last + 1 + len(entries)),
            "subject": subjects,
            "data": details,
            "previous": hashes[:-1],
            "hash": hashes[1:],
        },
        same={"at": moment, "actor_id": actor and actor.pk, "actor_key": key, "act": act},
    )


def verify_audit() -> AuditBreak | None:
    """Walk the whole chain; None when it holds."""
    expected, previous = 1, GENESIS
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=5000):
        if event.sequence != expected:
            return AuditBreak(expected, f"row {expected} is missing")
        if event.previous != previous:
            return AuditBreak(expected, f"row {expected} does not follow row {expected - 1}")
        said = event.sequence, event.at, event.actor_key, event.act, event.subject, event.data, event.previous
        if event.hash != _hash(*said):
            return AuditBreak(expected, f"row {expected} was changed")
        expected, previous = expected + 1, event.hash
    return None
