"""Undoing an import: what it made goes to the bin, what it changed says again what it said before."""

from collections.abc import Collection, Mapping
from copy import copy
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Revision

from accounts.models import User
from authoring.documents import content_pictures, read_draft
from authoring.domain.life import delete_drafts
from authoring.domain.rewriting import update_drafts
from authoring.enums import OPEN_STATES
from authoring.models import Challenge, Submission, Tutorial
from authoring.queries import complete, written_by
from authoring.queries.rebuilding import rebuilt
from items.document import Document
from items.errors import InvalidDocument

Revisions = Mapping[UUID, tuple[int, int]]
"""The revision before and after an import, of each draft that it changed."""


class Undone(NamedTuple):
    """How many drafts went to the bin, how many are as before, and how many stay as they are now."""

    deleted: int = 0
    restored: int = 0
    left: int = 0


@transaction.atomic
def undo_import(*, actor: User, made: Collection[UUID], changed: Revisions) -> Undone:
    """Undo an import of the actor’s. What was saved or submitted since stays, and what was unfinished before it."""
    deleted = restored = 0
    for model in (Challenge, Tutorial):
        own = written_by(model, actor)
        fresh = own.filter(uuid__in=made, state__in=OPEN_STATES)
        never = fresh.exclude(Exists(Submission.objects.filter(version__identity=OuterRef("uuid"))))
        deleted += len(delete_drafts(actor=actor, drafts=list(never)))
        restored += _put_back(actor, own.filter(uuid__in=changed, state__in=OPEN_STATES), changed)
    return Undone(deleted, restored, len(made) + len(changed) - deleted - restored)


def _put_back(actor: User, drafts: Any, changed: Revisions) -> int:
    """A new revision of each draft that nobody saved since, from its revision before the import."""
    rows = complete(drafts).select_related("latest_revision")
    untouched = [row for row in rows if row.latest_revision_id == changed[row.uuid][1]]
    before = Revision.objects.in_bulk([changed[row.uuid][0] for row in untouched])
    kept, said = [], []
    for row, document in zip(untouched, _documents(untouched, before, changed), strict=True):
        if document:
            kept.append(row)
            said.append(document)
    update_drafts(actor=actor, drafts=kept, documents=said)
    return len(kept)


def _documents(rows: list[Any], before: Mapping[int, Revision], changed: Revisions) -> list[Document | None]:
    """What drafts said in their earlier revisions; None for those that said nothing whole."""
    earlier = []
    for row in rows:
        earlier.append(copy(row))
        earlier[-1].latest_revision = before[changed[row.uuid][0]]
    drafts = rebuilt(earlier)
    pictures = content_pictures(drafts)
    return [_document(draft, pictures) for draft in drafts]


def _document(draft: Any, pictures: Any) -> Document | None:
    try:
        return read_draft(draft, pictures)
    except InvalidDocument:
        return None
