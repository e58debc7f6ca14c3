"""Changing one thing in many drafts: tags and alignments are content, so that each draft changed gets a revision.

What a draft says is read and changed in memory; what changed is written in batches, a few statements each, and looked
over soon.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.models import Tag

from accounts.domain import record_many
from accounts.models import User
from authoring.domain.creation import BATCH, write_revisions
from authoring.domain.followers import refresh_followers
from authoring.domain.rows import replace_children
from authoring.enums import Checks
from authoring.errors import Locked, NotYours
from authoring.families import inherit, is_variant
from authoring.models import Writing
from authoring.queries import complete
from authoring.rules import may_edit
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


def lock_many(actor: User, model: type[Any], keys: Sequence[int]) -> list[Any]:
    """The rows with all that their documents need, held until the end of the transaction, in the order of the keys.

    Raises NotYours or Locked when the actor may not edit one of them now.
    """
    list(model.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))
    rows = complete(model.objects.filter(pk__in=keys)).select_related("latest_revision").in_bulk()
    found = [rows[key] for key in dict.fromkeys(keys)]
    for row in found:
        if not may_edit(actor, row):
            raise NotYours(_("Only its authors may do this."))
        if row.closed:
            raise Locked(f"{row}: {row.get_lock().get_message(actor)}")
    return found


def _change(actor: User, drafts: Sequence[Writing], field: str, relation: str, change: Change) -> list[Writing]:
    """Change a field of documents, held by the rows of a relation; the drafts that changed."""
    changed: list[Writing] = []
    for batch in _batches(drafts):
        rows = lock_many(actor, type(batch[0]), [draft.pk for draft in batch])
        latest = [row.get_latest_revision_as_object() if row.live else row for row in rows]
        inherit(latest)
        due = [draft for draft in latest if change(draft)]
        for draft in due:
            _make_own(draft, field)
        _write(due, relation, actor)
        changed += due
    record_many(actor=actor, act="edit", entries=[(f"draft:{draft.uuid}", {"field": field}) for draft in changed])
    return changed


def _batches(drafts: Sequence[Writing]) -> Any:
    return (drafts[start : start + BATCH] for start in range(0, len(drafts), BATCH))


def _make_own(draft: Any, field: str) -> None:
    """A variant keeps for itself what was changed in it."""
    if is_variant(draft):
        draft.varies = [name for name in SHAREABLE if name == field or name in draft.varies]


def _write(drafts: Sequence[Any], relation: str, actor: User) -> None:
    """The rows of drafts that are not published, and a revision of each."""
    if not drafts:
        return
    model, own = type(drafts[0]), [draft for draft in drafts if not draft.live]
    for draft in own:
        draft.describe()
        draft.updated_at = timezone.now()
    replace_children(own, relation)
    columns = ["words", "competence", "level", "updated_at", *(["varies"] if hasattr(model, "varies") else [])]
    model.objects.bulk_update(own, columns)
    write_revisions(drafts, actor, "wagtail.edit")
    saved = model.objects.filter(pk__in=[draft.pk for draft in drafts])
    saved.update(has_unpublished_changes=True, checks=Checks.DUE)
    refresh_followers(drafts)
