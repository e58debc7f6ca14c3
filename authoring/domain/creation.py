"""Making many drafts from documents, in a handful of writes: rows and revisions are made of values, without models."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from accounts.domain import record_many
from accounts.models import User
from accounts.rows import insert_columns, next_keys
from authoring.documents import Names, Said, said_by
from authoring.domain.contents import contents_of
from authoring.domain.names import names_in
from authoring.domain.revisions import index_references, insert_revisions
from authoring.domain.rows import columns_of, write_rows, write_terms
from authoring.errors import NotYours
from authoring.models import Challenge, Tutorial, Writing
from authoring.rules import writes_at_all
from authoring.texts import words_in
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
    keys = write_new(actor, model, documents)
    record_new(actor, model, [document.id for document in documents])
    return [row for batch in batches(keys) for row in model.objects.filter(pk__in=batch).order_by("pk")]


def write_new(actor: User, model: type[Any], documents: Sequence[Document]) -> list[int]:
    """What the verbs do, without a model of each draft; the keys of the drafts. They are still to be recorded."""
    if not writes_at_all(actor):
        raise NotYours("only teachers and reviewers write")
    names = names_in(documents, actor)
    return [key for batch in batches(documents) for key in _write_batch(actor, model, batch, names)]


def record_new(actor: User, model: type[Any], uuids: Sequence[Any]) -> None:
    """Say in the trail, which everybody waits for until the transaction ends, that drafts were made."""
    for batch in batches(uuids):
        record_many(
            actor=actor, act=f"create {model._meta.model_name}", entries=[(f"draft:{uuid}", {}) for uuid in batch]
        )


def batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows, so many at a time."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


@collector_paused()
def _write_batch(actor: User, model: type[Any], documents: Sequence[Document], names: Names) -> Sequence[int]:
    """Insert drafts with all that belongs to them, and their first revisions: they are due to be looked over."""
    said = [said_by(document, names) for document in documents]
    keys, revisions, now = next_keys(model, len(said)), next_keys(Revision, len(said)), timezone.now()
    written = insert_columns(
        model,
        each={
            **columns_of(model, [each.fields for each in said]),
            "id": keys,
            "latest_revision_id": revisions,
            "words": [_words(model, each) for each in said],
            "competence": [document.primary.competence for document in documents],
            "level": [document.primary.level for document in documents],
        },
        same={"author_id": actor.pk, "created_at": now, "updated_at": now, "has_unpublished_changes": True},
    )
    parts = {**write_rows(model, keys, said), **write_terms(model, keys, said)}
    contents = [
        {**content, "coauthors": [], "latest_revision": None, **dict(zip(parts, own, strict=True))}
        for content, *own in zip(contents_of(written), *parts.values(), strict=True)
    ]
    titles = [each.fields["title"] for each in said]
    insert_revisions(model, revisions, keys, titles, contents, actor, "wagtail.create")
    with_files = [key for key, each in zip(keys, said, strict=True) if _shows_files(each)]
    index_references(model.objects.filter(pk__in=with_files) if with_files else ())
    return keys


def _words(model: type[Writing], said: Said) -> str:
    """What one may look for, as `describe` says it."""
    tags = [row["tag"].name for row in said.rows["tagged_items"]]
    return words_in([*(said.fields[name] for name in model.TEXTS), *tags], said.fields.get("content", ()))


def _shows_files(said: Said) -> bool:
    """Whether a draft shows or gives a file, as `uses_files` tells of a model."""
    return bool(said.fields["illustration"] or said.rows["attachments"] or said.fields["kind"] == "hotspot")
