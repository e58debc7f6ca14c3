"""Single choice (QCU): one key among two options or more."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key, Markdown
from items.messages import message
from items.scoring import AnswerTest, Score, right, wrong
from items.types.content import ItemContent, Option, read_feedback, refuse_repeated_options, refuse_strangers
from items.types.selection import NOTHING

RIGHT = right(message("the right answer"))
WRONG = wrong(message("not the right answer"))
INVALID = wrong(message("not one of the options"))


class SingleChoice(ItemContent):
    """The answer is the identifier of one option."""

    label = str(message("Single choice"))

    type: Literal["single_choice"] = "single_choice"
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    key: Key

    @model_validator(mode="after")
    def _key_is_an_option(self) -> Self:
        refuse_repeated_options(self.options)
        refuse_strangers([self.key], self.options)
        return self

    def score(self, answer: object) -> Score:
        if answer == self.key:
            return RIGHT
        if answer in ("", None):
            return NOTHING
        return WRONG if any(answer == option.id for option in self.options) else INVALID

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        return read_feedback(self.options, [answer])

    def samples(self) -> tuple[AnswerTest, ...]:
        others = (option.id for option in self.options if option.id != self.key)
        return (
            self.sample(self.key, "right"),
            *(self.sample(other, "wrong") for other in others),
            self.sample(None, "invalid"),
        )
