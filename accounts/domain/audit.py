"""Writing and proving the audit trail.

Each row's hash is SHA-256 over the canonical JSON of the row and the hash before it, so that a row changed, removed or
inserted breaks every later one.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import AuditEvent, User
from accounts.rows import insert

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


def _hash(event: AuditEvent) -> str:
    body = {
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_key,
        "act": event.act,
        "subject": event.subject,
        "data": event.data,
        "previous": event.previous,
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


def record(*, actor: User | None, act: str, subject: str, **data: Any) -> AuditEvent:
    """Append one act. Call it inside the transaction of the act itself."""
    return record_many(actor=actor, act=act, entries=[(subject, data)])[0]


@transaction.atomic
def record_many(
    *, actor: User | None, act: str, entries: Iterable[tuple[str, dict[str, Any]]], at: datetime | None = None
) -> list[AuditEvent]:
    """Append one act on many subjects, in one write."""
    _lock_chain()
    sequence, previous = head()
    moment, key = at or timezone.now(), actor_key(actor)
    events = []
    for subject, data in entries:
        sequence += 1
        event = AuditEvent(
            sequence=sequence,
            at=moment,
            actor=actor,
            actor_key=key,
            act=act,
            subject=subject,
            data=data,
            previous=previous,
        )
        previous = event.hash = _hash(event)
        events.append(event)
    insert(events)
    return events


def verify_audit() -> AuditBreak | None:
    """Walk the whole chain; None when it holds."""
    expected, previous = 1, GENESIS
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=5000):
        if event.sequence != expected:
            return AuditBreak(expected, f"row {expected} is missing")
        if event.previous != previous:
            return AuditBreak(expected, f"row {expected} does not follow row {expected - 1}")
        if event.hash != _hash(event):
            return AuditBreak(expected, f"row {expected} was changed")
        expected, previous = expected + 1, event.hash
    return None
