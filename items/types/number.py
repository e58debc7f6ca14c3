"""Number: a value within a tolerance, with or without a unit, as French pupils write it."""

from decimal import Context, Decimal
from functools import lru_cache
from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import DecimalText, Line
from items.messages import message
from items.numbers import Quantity, read, same_unit
from items.scoring import AnswerTest, Score, right, wrong
from items.types.content import ItemContent

EXACT = Context(prec=100)
"""Enough digits to add any two values of a document without rounding."""

NOTHING = wrong(message("no answer"))
NO_NUMBER = wrong(message("not a number"))
NO_UNIT = wrong(message("no unit"))
WRONG_UNIT = wrong(message("the wrong unit"))
EXPECTED = right(message("the number expected"))
TOO_SMALL = wrong(message("too small"))
TOO_GREAT = wrong(message("too great"))


@lru_cache(maxsize=4096)
def _bounds(value: str, tolerance: str) -> tuple[Decimal, Decimal, Decimal]:
    """The least right value, the one expected, the greatest."""
    key, margin = Decimal(value), Decimal(tolerance)
    return EXACT.subtract(key, margin), key, EXACT.add(key, margin)


class Number(ItemContent):
    """The answer is a string or a JSON number. `tolerance` is absolute, in the unit of `value`; the bounds are right.

    `units` are other spellings of `unit`. Without `unit_required`, a bare number is right; a wrong unit never is. Where
    no unit is declared, a lone word or sign after the number (« 12 % ») is ignored.
    """

    label = str(message("Numeric answer"))

    type: Literal["number"] = "number"
    value: DecimalText
    tolerance: DecimalText = "0"
    unit: Line = ""
    units: tuple[Line, ...] = Field(default=(), max_length=50)
    unit_required: bool = False

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if Decimal(self.tolerance) < 0:
            raise ValueError("the tolerance cannot be negative")
        if not self.unit and (self.units or self.unit_required):
            raise ValueError("other units, or a required unit, need a unit")
        return self

    def score(self, answer: object) -> Score:
        quantity = read(answer)
        if quantity is None:
            return NOTHING if answer in ("", None) else NO_NUMBER
        if not self._right_unit(quantity):
            return WRONG_UNIT if quantity.unit else NO_UNIT
        return self._score_value(quantity.value)

    def _right_unit(self, quantity: Quantity) -> bool:
        if not self.unit:
            return quantity.harmless
        if not quantity.unit:
            return not self.unit_required
        return any(same_unit(quantity.unit, unit) for unit in (self.unit, *self.units))

    def _score_value(self, value: Decimal) -> Score:
        low, key, high = _bounds(self.value, self.tolerance)
        if value == key:
            return EXPECTED
        if low <= value <= high:
            return right(message("near enough to %(value)s", value=self.value.replace(".", ",")))
        return TOO_SMALL if value < key else TOO_GREAT

    def samples(self) -> tuple[AnswerTest, ...]:
        low, key, high = _bounds(self.value, self.tolerance)
        full = f" {self.unit}".rstrip()
        edges = [low, high] if low < high else []
        return (
            self.sample(self.value.replace(".", ",") + full, "right"),
            *(self.sample(f"{edge:f}{full}", "right") for edge in edges),
            self.sample(self.value, "near miss"),
            self.sample(f"{EXACT.add(high, Decimal(1)):f}{full}", "wrong"),
            self.sample(f"{self.value} @", "wrong"),
            self.sample(None, "invalid"),
        )
