"""Number: a value within a tolerance, with or without a unit, as French pupils write it."""

from decimal import Context, Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import DecimalText, Line
from items.messages import message
from items.numbers import Quantity, read, same_unit
from items.scoring import AnswerTest, Score, right, wrong
from items.types.content import ItemContent

EXACT = Context(prec=100)
"""Enough digits to add any two values of a document without rounding."""


class Number(ItemContent):
    """The answer is a string or a JSON number. `tolerance` is absolute, in the unit of `value`; the bounds are right.

    `units` are other spellings of `unit`. Without `unit_required`, a bare number is right; a wrong unit never is. Where
    no unit is declared, a lone word or sign after the number (« 12 % ») is ignored.
    """

    label = "Number"

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
            return wrong(message("not a number"))
        if not self._right_unit(quantity):
            return wrong(message("the wrong unit") if quantity.unit else message("no unit"))
        return self._score_value(quantity.value)

    def _right_unit(self, quantity: Quantity) -> bool:
        if not self.unit:
            return quantity.harmless
        if not quantity.unit:
            return not self.unit_required
        return any(same_unit(quantity.unit, unit) for unit in (self.unit, *self.units))

    def _score_value(self, value: Decimal) -> Score:
        key, tolerance = Decimal(self.value), Decimal(self.tolerance)
        if value == key:
            return right(message("the number expected"))
        if EXACT.subtract(key, tolerance) <= value <= EXACT.add(key, tolerance):
            return right(message("near enough to %(value)s", value=self.value.replace(".", ",")))
        return wrong(message("too small") if value < key else message("too great"))

    def samples(self) -> tuple[AnswerTest, ...]:
        key, tolerance = Decimal(self.value), Decimal(self.tolerance)
        full = f" {self.unit}".rstrip()
        edges = [EXACT.add(key, tolerance), EXACT.subtract(key, tolerance)] if tolerance else []
        return (
            self.sample(self.value.replace(".", ",") + full, "right"),
            *(self.sample(f"{edge:f}{full}", "right") for edge in edges),
            self.sample(self.value, "near miss"),
            self.sample(f"{EXACT.add(key, EXACT.add(tolerance, Decimal(1))):f}{full}", "wrong"),
            self.sample(f"{self.value} @", "wrong"),
            self.sample(None, "invalid"),
        )
