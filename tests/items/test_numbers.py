"""Numbers and units as pupils write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items.numbers import Quantity, read, same_unit
from tests.items.strategies import json_values


@pytest.mark.parametrize(
    ("answer", "value", "unit"),
    [
        ("1234", "1234", ""),
        ("1 234,5", "1234.5", ""),
        ("1\u00a0234,5", "1234.5", ""),
        ("1\u202f234\u202f567", "1234567", ""),
        ("1'234", "1234", ""),
        ("1.5", "1.5", ""),
        (",5", "0.5", ""),
        ("1,234.5", "1234.5", ""),
        ("1.234,5", "1234.5", ""),
        ("3,141 592", "3.141592", ""),
        ("007", "7", ""),
        ("25 000 €", "25000", "€"),
        ("€ 25", "25", "€"),
        ("12 %", "12", "%"),
        ("12%", "12", "%"),
        ("75 battements par minute.", "75", "battements par minute"),
        ("\u22123", "-3", ""),
        ("–3 °C", "-3", "°C"),
        ("- 3", "-3", ""),
        ("+3", "3", ""),
        ("1,2e3", "1200", ""),
        ("1,2E-3", "0.0012", ""),
        ("1,2 × 10³", "1200", ""),
        ("1.2x10^-3 m", "0.0012", "m"),
        ("5 × 10⁻²", "0.05", ""),
        (12, "12", ""),
        (1.1, "1.1", ""),
        (Decimal("1.5"), "1.5", ""),
    ],
)
def test_a_number_is_read(answer, value, unit):
    assert read(answer) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize(
    "answer",
    [
        "", " ", "-", ",", "12 34", "1 2345", "12,,5", "1,2,3", "1/2", "3²", "douze", "--3", "€ 25 €", "12 !",
        "1" * 201, True, None, [], {}, float("nan"), float("inf"),
    ],
)  # fmt: skip
def test_anything_else_is_no_number(answer):
    assert read(answer) is None


@given(json_values)
def test_any_value_is_read_or_not(answer):
    found = read(answer)
    assert found is None or isinstance(found.value, Decimal)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_number_in_french_typography_is_the_number(value):
    french = f"{value:,.4f}".replace(",", "\u202f").replace(".", ",").replace("-", "\u2212")
    assert read(french) == Quantity(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [("km²", "km2"), ("Euros", "euros"), ("mètres", "metres"), ("Ω", "Ω"), ("min.", "min"), ("µm", "μm")],
)
def test_spellings_of_a_unit(one, other):
    assert same_unit(one, other)


@pytest.mark.parametrize(("one", "other"), [("MB", "Mb"), ("mW", "MW"), ("m", "M"), ("m", "m²"), ("km/h", "km")])
def test_symbols_of_units_keep_their_case(one, other):
    assert not same_unit(one, other)


def test_a_unit_that_was_not_asked_for_is_harmless_when_it_is_one_word():
    assert [read(answer).harmless for answer in ("12", "12 %", "12 pommes", "12 pas 13", "3 x 10")] == [
        True, True, True, False, False,
    ]  # fmt: skip
