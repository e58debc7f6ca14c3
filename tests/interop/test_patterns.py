"""The regular expressions that stand for our tolerances in engines that score by pattern."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interop.patterns import number_pattern
from items.types import Number

VALUES = st.decimals(min_value=-100_000, max_value=100_000, places=3, allow_nan=False).map(lambda d: d.normalize())
MARGINS = st.sampled_from([Decimal("0"), Decimal("0.5"), Decimal("12"), Decimal("0.001")])


def matches(value, tolerance, text):
    return bool(re.fullmatch(number_pattern(Decimal(value), Decimal(tolerance), (), False), text))


@pytest.mark.parametrize(
    ("value", "tolerance", "text"),
    [
        ("1500", "0", "1,5 × 10^3"),
        ("1500", "0", "1.5e3"),
        ("1500", "0", "15 x 10²"),
        ("0.002", "0", "2 × 10⁻³"),
        ("0.002", "0", "2·10^-3"),
        ("-4200", "100", "-4,15 × 10³"),
    ],
)
def test_a_power_of_ten(value, tolerance, text):
    assert Number(value=value, tolerance=tolerance).score(text).correct
    assert matches(value, tolerance, text)


@given(VALUES, MARGINS, VALUES, st.integers(-4, 6))
@settings(max_examples=200, deadline=None)
def test_what_matches_is_right(value, margin, answer, power):
    """Whatever the power of ten, a pattern never takes a number that we do not."""
    content = Number(value=f"{value + 0:f}", tolerance=f"{margin:f}")
    for text in (f"{answer + 0:f}", f"{answer + 0:f}e{power}"):
        assert content.score(text).correct or not matches(content.value, content.tolerance, text)
