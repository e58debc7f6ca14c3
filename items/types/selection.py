"""Selections: some of the things offered, in any order, against those that should be chosen."""

from collections.abc import Collection
from functools import lru_cache
from typing import Literal, assert_never

from items.messages import message
from items.scoring import Score, right, share, wrong
from items.types.content import texts

Strategy = Literal["all_or_nothing", "per_option", "right_minus_wrong"]

RIGHT = right(message("every right answer and nothing else"))
NOTHING = wrong(message("nothing chosen"))
INVALID = wrong(message("not a list of what is offered"))


def score_selection(answer: object, keys: Collection[str], offered: Collection[str], strategy: Strategy) -> Score:
    """Score a list of identifiers, each chosen once at most."""
    chosen = texts(answer)
    if chosen is None:
        return INVALID
    found = sum(key in chosen for key in keys)
    if found == len(keys) == len(chosen):
        return RIGHT
    if not chosen or not set(chosen) <= set(offered):
        return INVALID if chosen else NOTHING
    return _partial(found, len(keys), len(chosen) - found, len(offered) - len(keys), strategy)


@lru_cache(maxsize=4096)
def _partial(found: int, keys: int, mistakes: int, distractors: int, strategy: Strategy) -> Score:
    reason = message(
        "right answers found: %(found)s of %(keys)s; too many: %(mistakes)s", found=found, keys=keys, mistakes=mistakes
    )
    match strategy:
        case "all_or_nothing":
            return wrong(reason)
        case "per_option":
            return share(found + distractors - mistakes, keys + distractors, reason)
        case "right_minus_wrong":
            scale = max(distractors, 1)
            return share(found * scale - mistakes * keys, keys * scale, reason)
        case _:
            assert_never(strategy)
