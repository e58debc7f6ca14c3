"""Drafts as their last revisions say them, many at once: what these name is looked up once for all.

Wagtail looks up each name of each revision, to leave out what is no longer here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

Values = dict[str, Any]
Found = dict[type[models.Model], dict[Any, Any]]
"""What revisions name, by its key."""
WHOLE = ("pk", "latest_revision", "live", "has_unpublished_changes", "first_published_at")
"""What Wagtail keeps of the row, beside what the row says it keeps."""


def latest_of(rows: Sequence[Any]) -> list[Any]:
    """What drafts say now: their rows, or their last revisions once something of them is published."""
    changed = [row for row in rows if row.live and row.has_unpublished_changes and row.latest_revision]
    said = {row.pk: draft for row, draft in zip(changed, rebuilt(changed), strict=True)}
    return [said.get(row.pk, row) for row in rows]


def rebuilt(rows: Sequence[Any]) -> list[Any]:
    """What `as_object` gives for the last revision of each of these drafts of one model."""
    if not rows:
        return []
    model, contents = type(rows[0]), [row.latest_revision.content for row in rows]
    parts = [(model, content) for content in contents]
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        parts += [(relation.related_model, child) for content in contents for child in content.get(name, ())]
    found = _named(parts)
    return [_rebuilt(row, content, found) for row, content in zip(rows, contents, strict=True)]


def _rebuilt(row: Any, content: Values, found: Found) -> Any:
    model: type[Any] = type(row)
    said = _still_here(model, content, found) or {}
    terms = {field: said.pop(field.name) for field in _terms(model) if field.name in said}
    names = {relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(model)}
    for name in names.keys() & said.keys():
        children = (_still_here(names[name], child, found, strict=True) for child in said[name])
        said[name] = [child for child in children if child is not None]
    draft = model.from_serializable_data(said, check_fks=False)
    for each in (draft, *(child for name in names.keys() & said.keys() for child in getattr(draft, name).all())):
        for field in _links(type(each)):
            if (key := getattr(each, field.attname)) is not None:
                setattr(each, field.name, found[field.related_model][key])
    for field, keys in terms.items():
        kept = {*map(field.target_field.to_python, keys)}
        setattr(draft, field.name, [term for key, term in found[field.related_model].items() if key in kept])
    for name in (*WHOLE, *model.KEPT):
        setattr(draft, name, getattr(row, name))
    return draft


def _still_here(model: type[models.Model], values: Values, found: Found, *, strict: bool = False) -> Values | None:
    """Values without the names of what is no longer here; None, when `strict`, for a row that goes with it."""
    said = dict(values)
    for field in _links(model):
        key = said.get(field.name)
        if key is not None and field.target_field.to_python(key) not in found[field.related_model]:
            if strict and field.remote_field.on_delete is models.CASCADE:
                return None
            said[field.name] = None
    return said


def _named(parts: Iterable[tuple[type[models.Model], Values]]) -> Found:
    """What these values of rows name and is here."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for model, values in parts:
        for field in _links(model):
            if values.get(field.name) is not None:
                wanted[field.related_model].add(field.target_field.to_python(values[field.name]))
        for field in _terms(model):
            wanted[field.related_model].update(map(field.target_field.to_python, values.get(field.name, ())))
    return {model: model._default_manager.select_related().in_bulk(keys) for model, keys in wanted.items()}


@cache
def _links(model: type[Any]) -> list[Any]:
    """The fields that name one row of others, apart from what belongs to the draft as a whole."""
    kept = {*WHOLE, *getattr(model, "KEPT", ())}
    return [
        field
        for field in model._meta.fields
        if field.remote_field
        and field.serialize
        and not isinstance(field, ParentalKey)
        and not kept & {field.name, field.attname}
    ]


@cache
def _terms(model: type[Any]) -> list[Any]:
    return [field for field in get_all_child_m2m_relations(model) if field.serialize]
