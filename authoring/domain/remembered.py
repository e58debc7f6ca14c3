"""Files that came in whole are remembered: the same file again is known by its digest, and need not be read."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from accounts.models import User
from authoring.enums import State
from authoring.models import Challenge, ImportedFile, Tutorial
from interop.findings import Finding, finding_of

READING = 1
"""Raised when importers read files otherwise: what was remembered before counts no more."""
MOST_FINDINGS = 1_000
BATCH = 1_000


class Remembered(NamedTuple):
    """How many drafts a file made, and what the report said."""

    drafts: int
    findings: list[Finding]
    terms: dict[str, int]


def name_of(path: Path, *asked: Any) -> str:
    """A digest of a file and of what was asked with it."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(repr((READING, content, *asked)).encode()).hexdigest()


def remember(
    actor: User, name: str, drafts: Iterable[str], findings: Sequence[Finding], terms: Mapping[str, int]
) -> None:
    """Note that a file came in whole, as these drafts; one with too much to say is read again each time."""
    if len(findings) > MOST_FINDINGS or any(finding.severity == "error" for finding in findings):
        return
    values = {
        "drafts": b"".join(UUID(draft).bytes for draft in drafts),
        "findings": orjson.loads(orjson.dumps(findings)),
        "terms": dict(terms),
    }
    ImportedFile.objects.update_or_create(user=actor, name=name, defaults=values)


def recall(actor: User, name: str) -> Remembered | None:
    """What a file made and said; None when it is not known, or when one of its drafts has changed or is in the bin."""
    known = ImportedFile.objects.filter(user=actor, name=name).first()
    if known is None:
        return None
    packed = bytes(known.drafts)
    drafts = [UUID(bytes=packed[start : start + 16]) for start in range(0, len(packed), 16)]
    found = 0
    for start in range(0, len(drafts), BATCH):
        for model in (Challenge, Tutorial):
            kept = model.objects.filter(uuid__in=drafts[start : start + BATCH]).exclude(state=State.DELETED)
            rows = kept.values_list("author", "latest_revision__created_at")  # not asked for: PostgreSQL would read all
            found += sum(author == actor.pk and changed is not None and changed <= known.at for author, changed in rows)
    if found < len(drafts):
        return None
    return Remembered(len(drafts), [finding_of(row) for row in known.findings], known.terms)
