"""Krippendorff's alpha: how far people agree beyond chance. 1 is perfect, 0 is chance; below 0.667 conclude nothing.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections D and E, and "Content Analysis"
(2004), chapter 11. Works with any number of observers and with missing values.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Distance = Callable[[int, int, Counter[int]], float]


def nominal(one: int, other: int, _totals: Counter[int]) -> float:
    """Two values are the same or not."""
    return float(one != other)


def ordinal(one: int, other: int, totals: Counter[int]) -> float:
    """How many values lie between two ranks, squared."""
    low, high = sorted((one, other))
    between = sum(count for value, count in totals.items() if low <= value <= high)
    return (between - (totals[low] + totals[high]) / 2) ** 2


def interval(one: int, other: int, _totals: Counter[int]) -> float:
    """The difference, squared."""
    return float(one - other) ** 2


def alpha(units: Iterable[Sequence[int]], distance: Distance = ordinal) -> float | None:
    """Agreement on units, each the values that its observers gave. None when there are no two values that differ."""
    paired = [values for values in units if len(values) > 1]
    totals = Counter(value for values in paired for value in values)
    count = sum(totals.values())
    expected = _disagreement(totals, distance, totals) / (count - 1) if count else 0.0
    if not expected:
        return None
    observed = sum(_disagreement(Counter(values), distance, totals) / (len(values) - 1) for values in paired)
    return 1 - observed / expected


def _disagreement(values: Counter[int], distance: Distance, totals: Counter[int]) -> float:
    return sum(values[a] * values[b] * distance(a, b, totals) for a in values for b in values)
