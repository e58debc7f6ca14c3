"""One difference between two documents, and the place where two values are compared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import orjson

from items.base import Frozen
from items.messages import Message, message

Kind = Literal["answer", "meaning", "form"]
"""`answer`: what is right, or how it is scored. `meaning`: what is asked. `form`: all that surrounds the question."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed at `where`, a path such as `content.options.b`, and the review criteria that it touches."""

    where: str
    kind: Kind
    message: Message
    criteria: frozenset[str] = frozenset()

    def inside(self, name: str) -> "Change":
        """The same change, said to be inside of the thing of this name."""
        return replace(self, message=message("in « %(thing)s », %(change)s", thing=name, change=self.message))


@dataclass(frozen=True, slots=True)
class Place:
    """One field of two values of the same class."""

    where: str
    name: str
    before: Frozen
    after: Frozen

    @property
    def old(self) -> Any:
        """The field's value before."""
        return getattr(self.before, self.name)

    @property
    def new(self) -> Any:
        """The field's value after."""
        return getattr(self.after, self.name)

    def change(self, kind: Kind, sentence: Message, *criteria: str) -> Change:
        """A change at this place."""
        return Change(self.where, kind, sentence, frozenset(criteria))


Changes = Iterator[Change]
Rule = Callable[[Place], Changes]
Fields = dict[str, Rule]
"""The rule of each field of a class."""


def compare(where: str, before: Frozen, after: Frozen, fields: Fields) -> Changes:
    """The changes of each field that differs; one that its rule cannot put in words is still said."""
    for name in type(after).model_fields:
        place = Place(f"{where}.{name}" if where else name, name, before, after)
        if same(place.old, place.new):
            continue
        changes = tuple(fields[name](place))
        yield from changes or (place.change("form", message("%(field)s: written otherwise", field=name)),)


def same(before: Any, after: Any) -> bool:
    """Whether both are written with the same bytes in a canonical document (True is not 1 there)."""
    return before is after or _written(before) == _written(after)


def _written(value: Any) -> bytes:
    return orjson.dumps(value, default=vars, option=orjson.OPT_SORT_KEYS)
