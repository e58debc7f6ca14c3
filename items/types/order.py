"""Order: things to put in the right order."""

from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key, Markdown
from items.messages import message
from items.scoring import AnswerTest, Score, right, share, wrong
from items.types.content import (
    ItemContent,
    Option,
    read_feedback,
    refuse_repeated_options,
    refuse_repeats,
    refuse_strangers,
    texts,
)


class Order(ItemContent):
    """The answer is the list of all identifiers, first to last. `per_pair`: the share of neighbouring pairs found."""

    label = str(message("Order"))

    type: Literal["order"] = "order"
    items: tuple[Option, ...] = Field(min_length=2, max_length=20)
    key: tuple[Key, ...]
    strategy: Literal["all_or_nothing", "per_pair"] = "all_or_nothing"

    @model_validator(mode="after")
    def _key_orders_the_items(self) -> Self:
        refuse_repeated_options(self.items, "item")
        refuse_repeats(self.key, "key")
        refuse_strangers(self.key, self.items, "item")
        if missing := [item.id for item in self.items if item.id not in self.key]:
            raise ValueError(f"the key does not place the item {missing[0]!r}")
        return self

    def score(self, answer: object) -> Score:
        order = texts(answer)
        if order == self.key:
            return right(message("the right order"))
        if order is None or set(order) != set(self.key):
            return wrong(message("not an order of everything"))
        pairs = set(pairwise(self.key))
        found = len(pairs.intersection(pairwise(order)))
        reason = message("%(found)s neighbours of %(total)s in their order", found=found, total=len(pairs))
        return share(found, len(pairs), reason) if self.strategy == "per_pair" else wrong(reason)

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        """The feedback of the items that are not in their place."""
        places = zip(texts(answer) or (), self.key, strict=False)
        return read_feedback(self.items, (placed for placed, expected in places if placed != expected))

    def samples(self) -> tuple[AnswerTest, ...]:
        first, second, *rest = self.key
        return (
            self.sample([*self.key], "right"),
            self.sample([second, first, *rest], "near miss"),
            self.sample([*reversed(self.key)], "wrong"),
            self.sample([*self.key[1:]], "invalid"),
            self.sample(None, "invalid"),
        )
