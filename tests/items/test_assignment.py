"""The assignment is the largest there is."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from items.assignment import assign

graphs = st.lists(st.lists(st.integers(0, 4), unique=True), max_size=5)


def largest(edges):
    """The size of the largest assignment, by trying them all."""
    places = range(max(5, len(edges)))
    return max(sum(column in row for row, column in zip(edges, order, strict=False)) for order in permutations(places))


@given(graphs)
def test_it_is_as_large_as_can_be_and_no_column_serves_twice(edges):
    columns = assign(edges)
    given_out = [column for column in columns if column is not None]
    assert len(given_out) == len(set(given_out)) == largest(edges)
    assert all(column is None or column in row for row, column in zip(edges, columns, strict=True))


def test_the_first_that_comes_moves_when_another_has_no_choice():
    assert assign([[0, 1], [0]]) == [1, 0]


def test_thirty_answers_that_all_fit_everywhere():
    assert sorted(assign([[*range(30)]] * 30)) == [*range(30)]
