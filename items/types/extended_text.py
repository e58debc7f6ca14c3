"""Extended text: a few sentences that the pupil judges against a model answer. For training only."""

from typing import Literal

from pydantic import Field

from items.base import Label, Markdown
from items.messages import message
from items.scoring import AnswerTest, Score, share, wrong
from items.types.content import ItemContent, table


class ExtendedText(ItemContent):
    """The answer is an object `{"text": …, "met": […]}`: the text, and the numbers (from 0) of the criteria met."""

    label = str(message("Extended text"))

    type: Literal["extended_text"] = "extended_text"
    model_answer: Markdown = Field(min_length=1)
    criteria: tuple[Label, ...] = Field(min_length=1, max_length=10)

    def score(self, answer: object) -> Score:
        """The share of the criteria that the pupil says are met; nothing without a text."""
        text, met = table(answer).get("text"), table(answer).get("met")
        if not isinstance(text, str) or not isinstance(met, list) or not self._are_criteria(met):
            return wrong(message("not a text with the criteria that it meets"))
        if not text.strip():
            return wrong(message("no answer"))
        count, total = len(met), len(self.criteria)
        return share(count, total, message("%(count)s criteria of %(total)s met", count=count, total=total))

    def _are_criteria(self, met: list[object]) -> bool:
        numbers = [number for number in met if type(number) is int and 0 <= number < len(self.criteria)]
        return len(numbers) == len(met) == len(set(numbers))

    def samples(self) -> tuple[AnswerTest, ...]:
        every = [*range(len(self.criteria))]
        return (
            self.sample({"text": self.model_answer, "met": every}, "right"),
            self.sample({"text": self.model_answer, "met": every[1:]}, "near miss"),
            self.sample({"text": "", "met": every}, "wrong"),
            self.sample({"text": self.model_answer, "met": [len(every)]}, "invalid"),
            self.sample(None, "invalid"),
        )
