"""A list told by runs of another one is the same list."""

from hypothesis import example, given
from hypothesis import strategies as st

from interop.runs import runs

LISTS = st.lists(st.integers(0, 9), unique=True)


@given(LISTS, LISTS)
@example([1, 2, 3, 4], [3, 4, 1, 2])
@example([1, 2], [1, 2, 5, 6])
def test_a_list_comes_back_from_its_runs(old, new):
    steps = list(runs(old, new))
    assert [
        value for step in steps for value in (old[step.start : step.stop] if isinstance(step, range) else step)
    ] == new
    assert all(value not in old for step in steps if not isinstance(step, range) for value in step)


def test_what_follows_each_other_in_both_lists_is_one_run():
    assert list(runs("abcdef", "bcxydefa")) == [range(1, 3), "xy", range(3, 6), range(1)]
