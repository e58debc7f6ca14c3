"""The features of a document: the paths of its fields that say something."""

from typing import Any

from items.document import Item
from items.markdown import CONTROL

ALWAYS = ("id", "title", "alignments", "statement", "content")
PARTS = ("delivery", "feedback", "accessibility", "tutorials")
"""Fields that are objects: each of their own fields is a feature."""
CONSEQUENCES = ("format", "assets")
"""Fields that follow from the others."""

OPTIONAL = tuple(
    (name, field.default) for name, field in Item.model_fields.items() if name not in (*ALWAYS, *PARTS, *CONSEQUENCES)
)
"""Each field that may say nothing, and what it is then."""
OBJECTS = tuple((name, vars(Item.model_fields[name].default)) for name in PARTS)


def features(item: Item) -> tuple[str, ...]:
    """The features of an item: those it always has, and the fields that say something else than by default."""
    values = vars(item)
    told = [name for name, default in OPTIONAL if values[name] != default and _says(values[name], default)]
    for name, defaults in OBJECTS:
        inside = vars(values[name])
        if inside != defaults:
            told += [f"{name}.{part}" for part, default in defaults.items() if _says(inside[part], default)]
    return (*ALWAYS, *told)


def _says(value: Any, default: Any) -> bool:
    """Whether a value says something: white space and control characters do not."""
    if isinstance(value, str):
        value = (value if value.isprintable() else CONTROL.sub("", value)).strip()
    return bool(value != default)
