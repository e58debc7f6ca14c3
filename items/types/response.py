"""What a task asks for in the end: a short text or a number."""

from typing import Annotated

from pydantic import Field

from items.base import Markdown
from items.scoring import AnswerTest, Score
from items.types.content import ItemContent
from items.types.number import Number
from items.types.short_text import ShortText

Response = Annotated[ShortText | Number, Field(discriminator="type")]


class Task(ItemContent):
    """The base of the types where the answer is found by doing something, and is that of `response`."""

    response: Response

    def score(self, answer: object) -> Score:
        return self.response.score(answer)

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        return self.response.feedback(answer)

    def samples(self) -> tuple[AnswerTest, ...]:
        return self.response.samples()
