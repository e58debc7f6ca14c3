"""Numbers as French pupils write them: `1 234,5`, `25 000 €`, `−3`, `1,2 × 10³`. Also `1.5`, and `1,234.5`."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from unicodedata import normalize

from items.text import folded, plain

LONGEST = 200
"""Characters of a number with its unit."""
LARGEST = 20_000
"""Bits of a whole number, that is some 6,000 digits."""

QUANTITY = re.compile(
    r"""
    (?P<currency>[€$£¥])?\ ?
    (?P<sign>[+–-]?)\ ?
    (?P<digits>
        [0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+                      # 1,234.5: two signs leave no doubt
      | [0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+                      # 1.234,5
      | (?:[0-9]{1,3}(?:[ '][0-9]{3})+|[0-9]+)                # 1 234 or 1234
        (?:[.,](?:[0-9]{3}(?:\ [0-9]{3})+|[0-9]+))?           # ,5 or ,141 592
      | [.,][0-9]+                                            # ,5
    )
    (?:
        [eE](?P<exponent>[+-]?[0-9]{1,4})(?![0-9])            # 1,2e3
      | \ ?[×x*·]\ ?10\ ?(?:\^\ ?(?P<power>[+-]?[0-9]{1,4})(?![0-9])|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))
    )?
    \ ?(?P<unit>.*)
    """,
    re.VERBOSE,
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
SIGNS = frozenset("%‰€$£¥°")
WORD = re.compile(r"[^\W\d_]{4,}")
"""Letters that are no symbol of the International System: in « euros » capitals do not count, in « MB » they do."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, and the unit written beside it if any."""

    value: Decimal
    unit: str = ""

    @property
    def harmless(self) -> bool:
        """Whether the unit, where none was asked for, takes nothing from the number: a lone word or sign, or none."""
        return all(sign.isalpha() or sign in SIGNS for sign in self.unit)


def read(answer: object) -> Quantity | None:
    """The quantity that a JSON number or a text says; None when it says none, or more than one."""
    match answer:
        case bool():
            return None
        case int() if answer.bit_length() > LARGEST:
            return None
        case int() | Decimal():
            return Quantity(Decimal(answer))
        case float():
            return Quantity(Decimal(repr(answer))) if math.isfinite(answer) else None
        case str() if len(answer) <= LONGEST:
            return _read_text(plain(answer))
    return None


def _read_text(text: str) -> Quantity | None:
    found = QUANTITY.fullmatch(text)
    if not found or (found["currency"] and found["unit"]):
        return None
    unit = found["currency"] or found["unit"].rstrip(". ")
    if unit and not any(sign.isalpha() or sign in SIGNS for sign in unit):
        return None
    exponent = found["exponent"] or found["power"] or (found["raised"] or "0").translate(RAISED)
    minus = "-" if found["sign"] in ("-", "–") else ""
    return Quantity(Decimal(f"{minus}{_point(found['digits'])}e{exponent}"), unit)


def _point(digits: str) -> str:
    """Digits in groups, with a decimal comma or point, as digits with a point."""
    together = digits.replace(" ", "").replace("'", "")
    last = max(together.rfind(","), together.rfind("."))
    if last < 0:
        return together
    return re.sub("[.,]", "", together[:last]) + "." + together[last + 1 :]


def same_unit(one: str, other: str) -> bool:
    """Whether two spellings are the same unit. `m²` is `m2`; case and accents count in symbols, not in words."""
    return _unit(one) == _unit(other)


@lru_cache(maxsize=4096)
def _unit(unit: str) -> str:
    together = normalize("NFKC", plain(unit)).replace(" ", "").rstrip(".")
    return WORD.sub(lambda word: folded(word[0], ("accents", "case")), together)
