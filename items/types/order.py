"""Order: things to put in the right order."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key
from items.types.content import ItemContent, Option, refuse_repeated_options, refuse_repeats, refuse_strangers


class Order(ItemContent):
    """The answer is the list of all identifiers, first to last. `per_pair`: the share of neighbouring pairs found."""

    label = "Order"

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
