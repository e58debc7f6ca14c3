"""A draft with what a document says by default in the fields that it leaves out, at every depth. No model is built."""

from functools import cache
from typing import Any, get_args

import orjson
from pydantic import BaseModel

from items.document import FIELDS

Plain = dict[str, Any]
Model = type[BaseModel]


def completed(model: Model, values: Plain) -> Plain:
    """The values with the defaults of this model, and of those inside of it, in the fields that are not there.

    KeyError for a value that names no known `type`.
    """
    defaults, inside = _fields(model)
    whole = defaults | values
    for name, models in inside:
        if value := whole.get(name):
            whole[name] = [_one(models, each) for each in value] if isinstance(value, list) else _one(models, value)
    return whole


def _one(models: dict[str, Model], value: Plain) -> Plain:
    return completed(models[value["type"]] if len(models) > 1 else models[""], value)


@cache
def _fields(model: Model) -> tuple[Plain, list[tuple[str, dict[str, Model]]]]:
    """The defaults of a model as plain values, and its fields that hold models, by their `type` when several can be."""
    defaults = {name: field.default for name, field in model.model_fields.items() if not field.is_required()}
    inside = {name: _models(field.annotation) for name, field in model.model_fields.items()}
    return orjson.loads(orjson.dumps(defaults, default=FIELDS)), [
        (name, {"": models[0]} if len(models) == 1 else {each.model_fields["type"].default: each for each in models})
        for name, models in inside.items()
        if models
    ]


def _models(annotation: Any) -> list[Model]:
    """The models that a type names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]
