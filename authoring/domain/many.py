"""Changing one thing in many drafts: tags and alignments are content, so that each draft changed gets a revision.

What a draft says is read and changed in memory; what changed is written in batches, a few statements each, and looked
over soon.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from taggit.models import Tag

from accounts.domain import record_many
from accounts.models import User
from authoring.domain.creation import batches
from authoring.domain.rewriting import lock_many, write_changed
from authoring.families import inherit, is_variant
from authoring.models import Writing
from authoring.queries.rebuilding import latest_of
from frameworks.models import Competence
from items.families import SHAREABLE

Change = Callable[[Any], bool]
"""Changes a draft in memory, and says whether it did."""


@transaction.atomic
def tag_drafts(*, actor: User, drafts: Sequence[Writing], tag: str) -> list[Writing]:
    """Add a tag to drafts that the actor may edit; those that have it already stay as they are."""
    row = Tag.objects.filter(name__iexact=tag.strip()).first() or Tag.objects.create(name=tag.strip())

    def tagged(draft: Any) -> bool:
        if row.pk in {tagging.tag_id for tagging in draft.tagged_items.all()}:
            return False
        draft.tags.add(row)
        return True

    return _change(actor, drafts, "tags", "tagged_items", tagged)


@transaction.atomic
def align_drafts(
    *, actor: User, drafts: Sequence[Writing], competence: Competence, level: int, replace: bool = False
) -> list[Writing]:
    """Align drafts that the actor may edit on a competence and level, beside what they had or in its place.

    A draft that has the competence at another level moves to this one. Those that say so already stay as they are.
    """

    def aligned(draft: Any) -> bool:
        before = list(draft.alignments.all())
        same = next((row for row in before if row.competence_id == competence.pk), None)
        if same and same.level == level and not (replace and len(before) > 1):
            return False
        row = same or draft.alignments.model(competence=competence, primary=not before, sort_order=len(before))
        row.level = level
        if replace:
            row.primary, row.sort_order, before = True, 0, []
        draft.alignments = [*(other for other in before if other is not same), row]
        return True

    return _change(actor, drafts, "alignments", "alignments", aligned)


def _change(actor: User, drafts: Sequence[Writing], field: str, relation: str, change: Change) -> list[Writing]:
    """Change a field of documents, held by the rows of a relation; the drafts that changed."""
    changed: list[Writing] = []
    for batch in batches(drafts):
        latest = latest_of(lock_many(actor, type(batch[0]), [draft.pk for draft in batch]))
        inherit(latest)
        due = [draft for draft in latest if change(draft)]
        for draft in due:
            _make_own(draft, field)
        write_changed(due, {relation, "varies"}, actor)
        changed += due
    record_many(actor=actor, act="edit", entries=[(f"draft:{draft.uuid}", {"field": field}) for draft in changed])
    return changed


def _make_own(draft: Any, field: str) -> None:
    """A variant keeps for itself what was changed in it."""
    if is_variant(draft):
        draft.varies = [name for name in SHAREABLE if name == field or name in draft.varies]
