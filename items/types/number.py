"""Number: a value within a tolerance, with or without a unit, as French pupils write it."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import DecimalText, Line
from items.types.content import ItemContent


class Number(ItemContent):
    """The answer is a string or a JSON number. `tolerance` is absolute, in the unit of `value`; the bounds are right.

    `units` are other spellings of `unit`. Without `unit_required`, a bare number is right; a wrong unit never is.
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
