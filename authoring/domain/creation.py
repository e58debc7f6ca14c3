"""Making many drafts from documents, in a handful of writes."""

from collections.abc import Sequence
from copy import copy
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from accounts.domain import record_many
from accounts.models import User
from accounts.rows import insert, insert_columns, next_keys
from authoring.documents import apply_document
from authoring.domain.contents import content_of
from authoring.domain.names import names_in
from authoring.domain.rows import write_children
from authoring.errors import NotYours
from authoring.models import Challenge, Tutorial, Writing
from authoring.rules import writes_at_all
from interop.collector import collector_paused
from items.document import Document, Item
from items.document import Tutorial as TutorialDocument

BATCH = 500


def create_challenges(*, actor: User, drafts: Sequence[Item | dict[str, Any]]) -> list[Challenge]:
    """Challenges of the actor's own, one an item (an Item, or its plain values), in the order given.

    Raises InvalidDocument (with `where` starting at the field) and creates nothing when one cannot be read.
    """
    items = [draft if isinstance(draft, Item) else Item.parse(draft) for draft in drafts]
    return _create(actor, Challenge, items)


def create_tutorials(*, actor: User, drafts: Sequence[TutorialDocument | dict[str, Any]]) -> list[Tutorial]:
    """Tutorials of the actor's own, one a document, in the order given."""
    documents = [d if isinstance(d, TutorialDocument) else TutorialDocument.parse(d) for d in drafts]
    return _create(actor, Tutorial, documents)


@transaction.atomic
def _create(actor: User, model: type[Any], documents: Sequence[Document]) -> list[Any]:
    if not writes_at_all(actor):
        raise NotYours("only teachers and reviewers write")
    names = names_in(documents, actor)
    created: list[Any] = []
    for start in range(0, len(documents), BATCH):
        created += _create_batch(actor, model, documents[start : start + BATCH], names)
    record_many(actor=actor, act=f"create {model._meta.model_name}", entries=[(f"draft:{d.uuid}", {}) for d in created])
    return created


@collector_paused()
def _create_batch(actor: User, model: type[Any], documents: Sequence[Document], names: Any) -> list[Any]:
    blank = model(author=actor, has_unpublished_changes=True)
    drafts = [copy(blank) for _ in documents]  # ten times as fast as making each
    for draft, document in zip(drafts, documents, strict=True):
        draft.coauthors = []
        apply_document(draft, document, names)
    write_new(drafts, actor)
    return drafts


def write_new(drafts: Sequence[Writing], actor: User) -> None:
    """Insert new drafts of one kind with all that belongs to them, and their first revisions: they are due."""
    keys = next_keys(Revision, len(drafts))
    for draft, key in zip(drafts, keys, strict=True):
        draft.describe()
        draft.latest_revision_id = key
    insert(drafts)
    write_children(drafts)
    contents = [{**content_of(draft), "latest_revision": None} for draft in drafts]
    _insert_revisions(drafts, keys, contents, actor, "wagtail.create")
    index_references([draft for draft in drafts if uses_files(draft)])


def write_revisions(drafts: Sequence[Writing], actor: User, action: str) -> None:
    """One revision a draft with its log entry, as `save_revision` would make one by one."""
    keys = next_keys(Revision, len(drafts))
    _insert_revisions(drafts, keys, [content_of(draft) for draft in drafts], actor, action)
    for draft, key in zip(drafts, keys, strict=True):
        draft.latest_revision_id = key
    _point_at_revisions(type(drafts[0]), drafts)


def _insert_revisions(
    drafts: Sequence[Writing], keys: Sequence[int], contents: Sequence[Any], actor: User, action: str
) -> None:
    kind = ContentType.objects.get_for_model(type(drafts[0])).pk
    now, labels = timezone.now(), [str(draft) for draft in drafts]
    about = {"content_type_id": kind, "user_id": actor.pk}
    subjects = [str(draft.pk) for draft in drafts]
    insert_columns(
        Revision,
        each={"id": keys, "object_id": subjects, "content": contents, "object_str": labels},
        same={**about, "base_content_type_id": kind, "created_at": now},
    )
    insert_columns(
        ModelLogEntry,
        each={
            "object_id": subjects,
            "label": [label[:255] for label in labels],
            "uuid": [uuid4() for _ in drafts],
            "revision_id": keys,
        },
        same={**about, "action": action, "timestamp": now, "content_changed": True},
    )


def _point_at_revisions(model: type[Writing], drafts: Sequence[Writing]) -> None:
    """Set `latest_revision` of drafts that have one revision each, in one statement."""
    keys = {draft.pk: draft.latest_revision_id for draft in drafts}
    own = Revision.objects.filter(pk__in=keys.values(), object_id=Cast(OuterRef("pk"), models.CharField()))
    model.objects.filter(pk__in=keys).update(latest_revision=Subquery(own.values("pk")[:1]))


def index_references(drafts: Sequence[Writing]) -> None:
    """Tell Wagtail where images and files are used."""
    for draft in drafts:
        ReferenceIndex.create_or_update_for_object(draft)


def uses_files(draft: Writing) -> bool:
    """Whether a draft shows or gives a file: few do, and the others cost nothing."""
    return bool(draft.illustration_id or draft.attachments.all() or getattr(draft, "kind", "") == "hotspot")
