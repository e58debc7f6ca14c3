"""Multiple choice (QCM): every key and nothing else."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key
from items.types.content import ItemContent, Option, refuse_repeats


class MultipleChoice(ItemContent):
    """The answer is the list of the identifiers chosen, in any order."""

    type: Literal["multiple_choice"] = "multiple_choice"
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    keys: tuple[Key, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_are_options(self) -> Self:
        refuse_repeats((option.id for option in self.options), "option id")
        refuse_repeats((option.text for option in self.options), "option")
        refuse_repeats(self.keys, "key")
        if strangers := set(self.keys) - {option.id for option in self.options}:
            raise ValueError(f"the key {min(strangers)!r} is not one of the options")
        return self
