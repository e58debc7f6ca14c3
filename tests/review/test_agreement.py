"""Krippendorff's alpha against his published example, and its laws."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from review.agreement import alpha, interval, nominal, ordinal

# Krippendorff (2011), section C: four observers, twelve units, missing values.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [[value for value in unit if value is not None] for unit in zip(*OBSERVERS, strict=True)]
DATA = st.lists(st.lists(st.integers(1, 3), max_size=4), max_size=12)


@pytest.mark.parametrize(("distance", "value"), [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849)])
def test_the_published_example(distance, value):
    assert alpha(UNITS, distance) == pytest.approx(value, abs=0.0005)


@pytest.mark.parametrize("units", [[], [[1]], [[1], [2]], [[2, 2], [2, 2]]])
def test_without_a_difference_to_compare_nothing_is_said(units):
    assert alpha(units) is None


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(2, 4)), max_size=10))
def test_whole_agreement_is_one(units):
    assume(len({value for value, _count in units}) > 1)
    assert alpha([[value] * count for value, count in units]) == 1


@given(DATA, st.sampled_from([nominal, ordinal, interval]))
def test_never_above_one(units, distance):
    found = alpha(units, distance)
    assert found is None or found <= 1 + 1e-9


@given(DATA, st.randoms())
def test_neither_the_order_of_units_nor_of_observers_counts(units, random):
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]
    assert alpha(shuffled) == pytest.approx(alpha(units))
