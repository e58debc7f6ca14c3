"""Short text (QROC): a word or a short phrase, compared under named tolerances."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Label, Line
from items.types.content import ItemContent, Refused, Tolerance, refuse_repeats


class ShortText(ItemContent):
    """The answer is a string. `accepted` has the right answers, `refused` the wrong ones that get their own feedback.

    Where a refused answer is as near as an accepted one, it is refused. `format` guides the field on screen.
    """

    label = "Short text"

    type: Literal["short_text"] = "short_text"
    accepted: tuple[Label, ...] = Field(min_length=1, max_length=100)
    tolerances: tuple[Tolerance, ...] = ("case", "accents", "spaces")
    refused: tuple[Refused, ...] = Field(default=(), max_length=100)
    placeholder: Line = ""

    @model_validator(mode="after")
    def _answers_differ(self) -> Self:
        refuse_repeats(self.tolerances, "tolerance")
        if strangers := set(self.accepted) & {refused.text for refused in self.refused}:
            raise ValueError(f"{min(strangers)!r} is both accepted and refused")
        if repeated := len(self.accepted) - len(set(self.accepted)):
            raise ValueError(f"{repeated} accepted answers come twice")
        return self
