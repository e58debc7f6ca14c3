"""What revisions keep of drafts: what `serializable_data` gives, with the fields of each model looked up once."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations, get_field_value
from wagtail.fields import StreamField

from accounts.rows import ENCODER, Columns, each_made, json_of
from authoring.models import Writing

Read = Callable[[Any], Any]
PLAIN = (models.BooleanField, models.CharField, models.IntegerField, models.TextField)
"""Fields that are in JSON what they are in memory."""


def content_of(draft: Writing) -> dict[str, Any]:
    """What a revision of the draft keeps, as it is in memory."""
    return _reader(type(draft))(draft)


@cache
def _reader(model: type[models.Model]) -> Read:
    """Reads what `serializable_data` would of a model, or of a child of a draft."""
    own = {"pk": model._meta.pk, **{field.name: field for field in model._meta.fields if field.serialize}}
    fields = [(name, _value(field)) for name, field in own.items()]
    children = [(each.get_accessor_name(), _reader(each.related_model)) for each in get_all_child_relations(model)]
    terms = [field.name for field in get_all_child_m2m_relations(model) if field.serialize]

    def read(row: Any) -> dict[str, Any]:
        data = {name: value(row) for name, value in fields}
        data |= {name: [child(each) for each in getattr(row, name).all()] for name, child in children}
        return data | {name: [each.pk for each in getattr(row, name).all()] for name in terms}

    return read


def _value(field: Any) -> Read:
    """Reads a field."""
    if field.remote_field or isinstance(field, PLAIN):
        return attrgetter(field.attname)
    return lambda row: get_field_value(field, row)


def contents_of(columns: Columns) -> list[dict[str, Any]]:
    """What a revision keeps of each row that was written, without the rows and the terms that belong to it."""
    kept = {field: values for field, values in columns.items() if field.serialize or field.primary_key}
    names = ["pk" if field.primary_key else field.name for field in kept]
    rows = zip(*(_kept(field, values) for field, values in kept.items()), strict=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _kept(field: Any, values: Sequence[Any]) -> Iterable[Any]:
    """What a revision keeps of a column: identities, dates and contents are texts there."""
    if isinstance(field, StreamField):
        return map(json_of, values)
    if isinstance(field, models.UUIDField):
        return each_made(lambda value: value and str(value), values)
    if isinstance(field, models.DateTimeField):
        return each_made(lambda value: value and ENCODER.default(value), values)
    return values
