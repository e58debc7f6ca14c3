"""Single choice (QCU): one key among two options or more."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key
from items.messages import message
from items.scoring import AnswerTest, Score
from items.types.content import ItemContent, Option, refuse_repeated_options, refuse_strangers


class SingleChoice(ItemContent):
    """The answer is the identifier of one option."""

    label = "Single choice"

    type: Literal["single_choice"] = "single_choice"
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    key: Key

    @model_validator(mode="after")
    def _key_is_an_option(self) -> Self:
        refuse_repeated_options(self.options)
        refuse_strangers([self.key], self.options)
        return self

    def score(self, answer: object) -> Score:
        return Score(1000, (message("the key"),)) if answer == self.key else Score(0, (message("not the key"),))

    def samples(self) -> tuple[AnswerTest, ...]:
        return tuple(
            AnswerTest(answer=option.id, thousandths=1000 if option.id == self.key else 0) for option in self.options
        )
