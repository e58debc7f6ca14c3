"""The rows that belong to drafts, written for many drafts at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from modelcluster.models import get_all_child_relations

from accounts.rows import insert, insert_columns
from authoring.models import Writing


def write_children(drafts: Sequence[Writing]) -> None:
    """Insert the rows that belong to new drafts: alignments, tags, files, links, and lists of terms."""
    for relation in relations(type(drafts[0])):
        rows = []
        for draft in drafts:
            for child in getattr(draft, relation.get_accessor_name()).all():
                setattr(child, relation.field.name, draft)
                rows.append(child)
        insert(rows)
    for field in ("disciplines", "classes", "coauthors"):
        write_terms(drafts, drafts[0]._meta.get_field(field))


def relations(model: type[Writing]) -> Iterable[Any]:
    """What has rows of its own in a draft."""
    return get_all_child_relations(model)


def write_terms(drafts: Sequence[Writing], field: Any) -> None:
    """Insert the terms of a list of new drafts, or of drafts whose list was emptied."""
    ours, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
    pairs = [(draft.pk, term.pk) for draft in drafts for term in getattr(draft, field.name).all()]
    if pairs:
        keys, terms = zip(*pairs, strict=True)
        insert_columns(field.remote_field.through, each={f"{ours}_id": keys, f"{theirs}_id": terms})


def replace_terms(drafts: Sequence[Writing], field: Any) -> None:
    """Make the terms of a list those that these drafts have in memory."""
    field.remote_field.through.objects.filter(**{f"{field.m2m_field_name()}__in": drafts}).delete()
    write_terms(drafts, field)


def replace_children(drafts: Sequence[Any], name: str) -> None:
    """Make the rows of a relation those that these drafts have in memory; rows that stay keep their keys."""
    if not drafts:
        return
    relation = drafts[0]._meta.get_field(name)
    rows = [row for draft in drafts for row in _children(draft, relation)]
    old = relation.related_model.objects.filter(**{f"{relation.field.name}__in": drafts})
    old.exclude(pk__in=[row.pk for row in rows if row.pk]).delete()
    columns = [field.name for field in relation.related_model._meta.concrete_fields if not field.primary_key]
    relation.related_model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=columns)


def _children(draft: Any, relation: Any) -> list[Any]:
    rows = list(getattr(draft, relation.get_accessor_name()).all())
    for row in rows:
        setattr(row, relation.field.name, draft)
    return rows
