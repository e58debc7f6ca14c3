"""What is known of drafts beside themselves, kept true when they are saved: flaws, likenesses, links, followers.

Each save looks over its draft at once. Drafts made by the thousand are marked as due, and looked over by
`look_over_due` within a minute.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from authoring.advice import context_of
from authoring.documents import documents_if_complete
from authoring.domain.followers import refresh_followers
from authoring.domain.links import check_new_links
from authoring.enums import Checks
from authoring.families import is_variant
from authoring.models import Challenge, Flaw, Tutorial, Writing
from authoring.queries import complete, present
from authoring.queries.rebuilding import latest_of
from challengebank.domain import index_fingerprints
from challengebank.models import Version
from items.document import Document, Item
from items.lint import Finding, lint

BATCH = 200


@transaction.atomic
def look_over(drafts: Sequence[Writing]) -> None:
    """Keep what is known of drafts, as they were just saved: flaws, the index of near-duplicates, links, followers."""
    latest = [draft.latest_revision.as_object() if is_variant(draft) else draft for draft in drafts]
    documents = dict(zip((draft.uuid for draft in latest), documents_if_complete(latest), strict=True))
    whole = [document for document in documents.values() if document]
    _keep_flaws(latest, documents)
    index_fingerprints(items=[document for document in whole if isinstance(document, Item)])
    check_new_links(whole)
    refresh_followers(latest)


def look_over_due(*, everything: bool = False) -> int:
    """Look over the drafts that are due, or all of them after the rules have changed; how many."""
    count = 0
    for model in (Challenge, Tutorial):
        for batch in _batches(model, Q() if everything else Q(checks=Checks.DUE)):
            look_over(batch)
            count += len(batch)
    return count


def rebuild_fingerprints() -> int:
    """Write the whole index of near-duplicates again: newest versions, then drafts, which say more; how many."""
    count = 0
    newest = Version.objects.exclude(identity__versions__number__gt=F("number")).order_by("pk")
    for versions in _keyed(newest):
        items = [document for document in (v.parsed() for v in versions) if isinstance(document, Item)]
        count += index_fingerprints(items=items, again=True)
    for batch in _batches(Challenge, Q()):
        items = [document for document in documents_if_complete(batch) if isinstance(document, Item)]
        count += index_fingerprints(items=items, again=True)
    return count


def _batches(model: type[Any], which: Q) -> Iterator[list[Any]]:
    """Drafts as they were last saved."""
    rows = complete(present(model.objects.filter(which))).select_related("latest_revision").order_by("pk")
    for batch in _keyed(rows):
        yield latest_of(batch)


def _keyed(rows: Any) -> Iterator[list[Any]]:
    """Rows a batch at a time: what is done to one batch does not move the next."""
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _keep_flaws(drafts: Sequence[Writing], documents: dict[UUID, Document | None]) -> None:
    context = context_of([document for document in documents.values() if document])
    found = {uuid: lint(document, context=context) if document else None for uuid, document in documents.items()}
    _write_flaws(found)
    for draft in drafts:
        checks = _worst(found[draft.uuid])
        if checks != draft.checks:
            type(draft).objects.filter(pk=draft.pk).update(checks=checks)
            draft.checks = checks


def _worst(findings: Iterable[Finding] | None) -> Checks:
    if findings is None:
        return Checks.MISSING
    severities = {finding.severity for finding in findings}
    return next((state for state in (Checks.ERROR, Checks.WARNING) if state in severities), Checks.CLEAN)


def _write_flaws(found: dict[UUID, tuple[Finding, ...] | None]) -> None:
    wanted = {
        (uuid, rule, severity, count)
        for uuid, findings in found.items()
        for (rule, severity), count in Counter((f.rule, f.severity) for f in findings or ()).items()
    }
    known = {
        tuple(row): key
        for key, *row in Flaw.objects.filter(document__in=found).values_list(
            "pk", "document", "rule", "severity", "count"
        )
    }
    Flaw.objects.filter(pk__in=[key for row, key in known.items() if row not in wanted]).delete()
    Flaw.objects.bulk_create(
        Flaw(document=uuid, rule=rule, severity=severity, count=count)
        for uuid, rule, severity, count in sorted(wanted - known.keys())
    )
