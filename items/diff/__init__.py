"""The semantic difference of two documents: « key moved from B to C », and which review criteria it touches.

    diff(before, after) -> changes of the answer first, then of the meaning, then of the form

A change of the answer or of the meaning makes every opinion about the document void; a change of form only touches some
criteria of the review.
"""

from collections.abc import Iterable

from items.diff.change import Change, Kind, compare
from items.diff.documents import ITEM, TUTORIAL
from items.document import Document, Item

__all__ = ["Change", "Kind", "criteria_touched", "diff", "voids"]

KINDS: tuple[Kind, ...] = ("answer", "meaning", "form")


def diff(before: Document, after: Document) -> tuple[Change, ...]:
    """Every change between two items, or between two tutorials; empty when their canonical bytes are the same."""
    if type(before) is not type(after):
        raise TypeError(f"cannot compare {type(before).__name__} and {type(after).__name__}")
    changes = compare("", before, after, ITEM if isinstance(after, Item) else TUTORIAL)
    return tuple(sorted(changes, key=lambda change: KINDS.index(change.kind)))


def criteria_touched(changes: Iterable[Change]) -> frozenset[str]:
    """The review criteria that must be asked again because of these changes (items.criteria)."""
    return frozenset[str]().union(*(change.criteria for change in changes))


def voids(changes: Iterable[Change]) -> bool:
    """Whether these changes make every opinion about the document before void."""
    return any(change.kind != "form" for change in changes)
