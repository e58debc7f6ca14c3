"""Scoring profiles: by whose rules an answer is judged. A bank names its own; ours is the default."""

from collections.abc import Callable

from items.document import Item
from items.pix import profile as pix
from items.scoring import Score
from items.types.content import ItemContent

PROFILES: dict[str, Callable[[ItemContent, object], Score]] = {
    "vivier": lambda content, answer: content.score(answer),
    "pix": pix.score,
}


def score(item: Item, answer: object, *, profile: str = "vivier") -> Score:
    """Score any JSON value as an answer to an item; KeyError when there is no such profile."""
    return PROFILES[profile](item.content, answer)
