"""Multiple choice (QCM): every key and nothing else, or a share of the marks by a named strategy."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key
from items.types.content import ItemContent, Option, refuse_repeated_options, refuse_repeats, refuse_strangers


class MultipleChoice(ItemContent):
    """The answer is the list of the identifiers chosen, in any order.

    Strategies: `all_or_nothing`; `per_option`, each option rightly taken or left is worth the same;
    `right_minus_wrong`, the share of the keys found less the share of the distractors taken, never below zero.
    """

    label = "Multiple choice"

    type: Literal["multiple_choice"] = "multiple_choice"
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    keys: tuple[Key, ...] = Field(min_length=1)
    strategy: Literal["all_or_nothing", "per_option", "right_minus_wrong"] = "all_or_nothing"

    @model_validator(mode="after")
    def _keys_are_options(self) -> Self:
        refuse_repeated_options(self.options)
        refuse_repeats(self.keys, "key")
        refuse_strangers(self.keys, self.options)
        return self
