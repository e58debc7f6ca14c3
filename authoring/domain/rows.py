"""The rows that belong to drafts, written for many drafts at once."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from accounts.rows import insert_columns, next_keys
from authoring.documents import Said, Values
from authoring.domain.contents import contents_of
from authoring.models import Writing


def columns_of(model: type[Any], rows: Sequence[Values]) -> dict[str, list[Any]]:
    """Values of rows, column by column, by the names of attributes."""
    columns = {}
    for field in map(model._meta.get_field, rows[0]):
        values = [row[field.name] for row in rows]
        columns[field.attname] = [value and value.pk for value in values] if field.remote_field else values
    return columns


def write_rows(model: type[Any], keys: Sequence[int], said: Sequence[Said]) -> dict[str, list[list[Values]]]:
    """Insert the rows that belong to new drafts; what the revision of each draft keeps of them."""
    kept = {}
    for name in said[0].rows:
        relation = model._meta.get_field(name)
        rows = [row for each in said for row in each.rows[name]]
        owners = [key for key, each in zip(keys, said, strict=True) for _row in each.rows[name]]
        own = iter(_insert_children(relation, rows, owners) if rows else ())
        kept[name] = [list(islice(own, len(each.rows[name]))) for each in said]
    return kept


def _insert_children(relation: Any, rows: Sequence[Values], owners: Sequence[int]) -> list[Values]:
    model = relation.related_model
    each = {**columns_of(model, rows), "id": next_keys(model, len(rows)), relation.field.attname: owners}
    return contents_of(insert_columns(model, each=each))


def write_terms(model: type[Any], keys: Sequence[int], said: Sequence[Said]) -> dict[str, list[list[int]]]:
    """Insert the lists of terms of new drafts; what the revision of each draft keeps of them."""
    kept = {name: [[term.pk for term in each.terms[name]] for each in said] for name in said[0].terms}
    for name, terms in kept.items():
        insert_terms(model._meta.get_field(name), keys, terms)
    return kept


def insert_terms(field: Any, drafts: Sequence[int], terms: Sequence[Sequence[int]]) -> None:
    """Insert the terms of a list, by their keys, in drafts that have none in it."""
    ours, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
    pairs = [(draft, term) for draft, own in zip(drafts, terms, strict=True) for term in own]
    if pairs:
        owners, named = zip(*pairs, strict=True)
        insert_columns(field.remote_field.through, each={f"{ours}_id": owners, f"{theirs}_id": named})


def replace_terms(drafts: Sequence[Writing], field: Any) -> None:
    """Make the terms of a list those that these drafts have in memory."""
    field.remote_field.through.objects.filter(**{f"{field.m2m_field_name()}__in": drafts}).delete()
    terms = [[term.pk for term in getattr(draft, field.name).all()] for draft in drafts]
    insert_terms(field, [draft.pk for draft in drafts], terms)


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
