"""A list told by another one: what follows each other there as here is a run."""

from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)


def runs(old: Sequence[Value], new: Sequence[Value]) -> Iterator[range | Sequence[Value]]:
    """The new list, in its order: ranges of places in the old one, and slices of what the old one does not have."""
    places = {value: place for place, value in enumerate(old)}
    start = 0
    while start < len(new):
        stop, found = start, places.get(new[start])
        if found is None:
            while stop < len(new) and new[stop] not in places:
                stop += 1
            yield new[start:stop]
        else:
            end = found
            while stop < len(new) and end < len(old) and new[stop] == old[end]:
                stop, end = stop + 1, end + 1
            yield range(found, end)
        start = stop
