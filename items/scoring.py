"""Scores: how much an answer is worth, and why."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, JsonValue

from items.base import Frozen, Line
from items.messages import Message

LARGEST = 2**53 - 1
"""The largest whole number that every program reads as it is written."""


@dataclass(frozen=True, slots=True)
class Score:
    """`thousandths` of the maximum (0 to 1000) and the reasons, most telling first."""

    thousandths: int
    reasons: tuple[Message, ...]

    @property
    def correct(self) -> bool:
        """Full marks."""
        return self.thousandths == 1000


def right(*reasons: Message) -> Score:
    """Full marks."""
    return Score(1000, reasons)


def wrong(*reasons: Message) -> Score:
    """No mark."""
    return Score(0, reasons)


def share(part: int, whole: int, *reasons: Message) -> Score:
    """`part` of the marks out of `whole`, to the nearest thousandth; nothing below zero."""
    return Score(max(0, (2000 * part + whole) // (2 * whole)), reasons)


def _exact(answer: JsonValue) -> JsonValue:
    """Refuse, at any depth, the numbers that two programs may write in two ways: a digest would not be stable."""
    match answer:
        case dict():
            _exact([*answer.values()])
        case list():
            for value in answer:
                _exact(value)
        case float():
            raise ValueError("a number that is not whole is written as a text, such as '1.5'")
        case int() if abs(answer) > LARGEST:
            raise ValueError("a number beyond 2^53 is written as a text")
    return answer


class AnswerTest(Frozen):
    """A sample answer and what it must score, as a fraction of the maximum in thousandths (1000 = full)."""

    answer: Annotated[JsonValue, AfterValidator(_exact)]
    thousandths: int = Field(ge=0, le=1000)
    note: Line = ""
