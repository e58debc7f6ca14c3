"""Writing what documents say: one draft, or many at once, a revision each, in a few statements a batch."""

from collections.abc import Collection, Sequence
from copy import copy
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from accounts.domain import record_many
from accounts.models import User
from authoring.documents import Names, apply_document
from authoring.domain.contents import content_of
from authoring.domain.creation import batches
from authoring.domain.followers import refresh_followers
from authoring.domain.names import names_in
from authoring.domain.revisions import index_references, uses_files, write_revisions
from authoring.domain.rows import replace_children, replace_terms
from authoring.domain.upkeep import look_over
from authoring.enums import Checks
from authoring.errors import Locked, NotYours, StaleDraft
from authoring.models import Writing
from authoring.queries import complete
from authoring.queries.rebuilding import latest_of
from authoring.rules import may_edit
from items.document import Document


@transaction.atomic
def update_draft(*, actor: User, draft: Writing, document: Document, based_on: int | None) -> Writing:
    """Make the draft say what the document says. Raises StaleDraft when somebody saved after revision `based_on`."""
    read = copy(draft)
    read.latest_revision_id = based_on
    changed = update_drafts(actor=actor, drafts=[read], documents=[document])
    look_over(changed)
    return changed[0]


@transaction.atomic
def update_drafts(*, actor: User, drafts: Sequence[Writing], documents: Sequence[Document]) -> list[Any]:
    """Make drafts of one kind say what documents say, each the one of the same place; as they are then.

    Raises NotYours, Locked, StaleDraft when somebody saved one since it was read, or InvalidDocument when a document
    names what is not here; then nothing is changed.
    """
    if [str(draft.uuid) for draft in drafts] != [document.id for document in documents]:
        raise ValueError("the documents have other identities than the drafts")
    names, written = names_in(documents, actor), []
    for batch, said in zip(batches(drafts), batches(documents), strict=True):
        rows = lock_many(actor, type(batch[0]), [draft.pk for draft in batch])
        for row, draft in zip(rows, batch, strict=True):
            if row.latest_revision_id != draft.latest_revision_id:
                raise StaleDraft(row.latest_revision_id, draft.latest_revision_id)
        changed = latest_of(rows)
        used_files = {draft.pk for draft in changed if uses_files(draft)}
        fields: set[str] = set()
        for draft, document in zip(changed, said, strict=True):
            fields |= _rewrite(draft, document, names)
        write_changed(changed, fields, actor)
        index_references([d for d in changed if not d.live and (d.pk in used_files or uses_files(d))])
        written += changed
    entries = [(f"draft:{draft.uuid}", {"revision": draft.latest_revision_id}) for draft in written]
    record_many(actor=actor, act="edit", entries=entries)
    return written


def _rewrite(draft: Writing, document: Document, names: Names) -> set[str]:
    """Make a draft say what a document says; the fields that changed. Rows of relations that say the same stay."""
    before = content_of(draft)
    children = [relation.get_accessor_name() for relation in get_all_child_relations(type(draft))]
    rows = {name: list(getattr(draft, name).all()) for name in children}
    apply_document(draft, document, names)
    after = content_of(draft)
    for name in children:
        if _unkeyed(before[name]) == _unkeyed(after[name]):
            setattr(draft, name, rows[name])
            after[name] = before[name]
    return {name for name in after if after[name] != before[name]}


def _unkeyed(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "pk": None} for row in rows]


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


def write_changed(drafts: Sequence[Any], fields: Collection[str], actor: User) -> None:
    """Write the fields that changed in drafts that are not published, and a revision of each."""
    if not drafts:
        return
    model, own = type(drafts[0]), [draft for draft in drafts if not draft.live]
    for draft in drafts:
        draft.describe()
        draft.updated_at, draft.checks = timezone.now(), Checks.DUE
    columns = {"words", "kind", "competence", "level", "updated_at"}
    for field in model._meta.get_fields():
        if field.one_to_many and field.name in fields:
            replace_children(own, field.name)
        elif field.many_to_many and field.name in fields:
            replace_terms(own, field)
        elif field.concrete and field.name in fields:
            columns.add(field.name)
    model.objects.bulk_update(own, sorted(columns))
    if "family" in fields:  # what a draft belongs to is not published
        model.objects.bulk_update([draft for draft in drafts if draft.live], ["family"])
    write_revisions(drafts, actor, "wagtail.edit")
    saved = model.objects.filter(pk__in=[draft.pk for draft in drafts])
    saved.update(has_unpublished_changes=True, checks=Checks.DUE)
    refresh_followers(drafts)
