"""Scores: how much an answer is worth, and why."""

from dataclasses import dataclass

from pydantic import Field, JsonValue

from items.base import Frozen, Line
from items.messages import Message


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


class AnswerTest(Frozen):
    """A sample answer and what it must score, as a fraction of the maximum in thousandths (1000 = full)."""

    answer: JsonValue
    thousandths: int = Field(ge=0, le=1000)
    note: Line = ""
