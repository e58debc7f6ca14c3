"""Blanks (QROCM): a text with holes, each typed or chosen in a drop-down, judged one by one or as a set."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Frozen, Key, Label, Markdown
from items.types.content import ItemContent, Tolerance, refuse_other_gaps, refuse_repeats


class Blank(Frozen):
    """One hole. `options` makes it a drop-down, whose answer is the text of one of them."""

    id: Key
    label: Label
    accepted: tuple[Label, ...] = Field(min_length=1, max_length=100)
    tolerances: tuple[Tolerance, ...] = ("case", "accents", "spaces")
    options: tuple[Label, ...] = Field(default=(), max_length=30)

    @model_validator(mode="after")
    def _accepted_can_be_chosen(self) -> Self:
        refuse_repeats(self.options, "option")
        if self.options and (strangers := set(self.accepted) - set(self.options)):
            raise ValueError(f"{min(strangers)!r} is accepted but cannot be chosen")
        if len(self.options) == 1:
            raise ValueError("a drop-down needs two options or more")
        return self


class Blanks(ItemContent):
    """`text` is Markdown with `{{id}}` for each blank. The answer is an object: blank identifier to string.

    `as_set`: the accepted answers of all blanks are spread over the blanks in any order, each used once (a blank's
    `accepted` are the spellings of one expected answer). Strategies: all or nothing, or a share a blank.
    """

    label = "Blanks"

    type: Literal["blanks"] = "blanks"
    text: Markdown = Field(min_length=1)
    blanks: tuple[Blank, ...] = Field(min_length=1, max_length=30)
    as_set: bool = False
    strategy: Literal["all_or_nothing", "per_blank"] = "all_or_nothing"

    @model_validator(mode="after")
    def _blanks_are_in_the_text(self) -> Self:
        refuse_other_gaps(self.text, (blank.id for blank in self.blanks))
        if self.as_set and len({blank.options for blank in self.blanks}) > 1:
            raise ValueError("blanks judged as a set must offer the same options")
        return self
