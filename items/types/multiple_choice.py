"""Multiple choice (QCM): every key and nothing else, or a share of the marks by a named strategy."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Key, Markdown
from items.messages import message
from items.scoring import AnswerTest, Score
from items.types.content import (
    ItemContent,
    Option,
    read_feedback,
    refuse_repeated_options,
    refuse_repeats,
    refuse_strangers,
    texts,
)
from items.types.selection import Strategy, score_selection


class MultipleChoice(ItemContent):
    """The answer is the list of the identifiers chosen, in any order.

    Strategies: `all_or_nothing`; `per_option`, each option rightly taken or left is worth the same;
    `right_minus_wrong`, the share of the keys found less the share of the distractors taken, never below zero. Choosing
    nothing is worth nothing.
    """

    label = str(message("Multiple choice"))

    type: Literal["multiple_choice"] = "multiple_choice"
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    keys: tuple[Key, ...] = Field(min_length=1)
    strategy: Strategy = "all_or_nothing"

    @model_validator(mode="after")
    def _keys_are_options(self) -> Self:
        refuse_repeated_options(self.options)
        refuse_repeats(self.keys, "key")
        refuse_strangers(self.keys, self.options)
        return self

    def score(self, answer: object) -> Score:
        return score_selection(answer, self.keys, [option.id for option in self.options], self.strategy)

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        return read_feedback(self.options, texts(answer) or ())

    def samples(self) -> tuple[AnswerTest, ...]:
        others = [option.id for option in self.options if option.id not in self.keys]
        return (
            self.sample([*self.keys], "right"),
            self.sample([*reversed(self.keys)], "right"),
            self.sample([*self.keys[1:]], "near miss"),
            *(self.sample([*self.keys, other], "near miss") for other in others),
            self.sample([], "wrong"),
            self.sample(others, "wrong"),
            self.sample(None, "invalid"),
        )
