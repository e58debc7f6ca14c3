"""Parts that are made ahead come in order, and what breaks while they are made is told."""

from threading import Event, current_thread

import pytest

from interop.ahead import ahead


def test_the_same_parts_in_the_same_order():
    with ahead(iter(range(5))) as parts:
        assert [*parts] == [0, 1, 2, 3, 4]


def test_the_next_part_is_made_by_another_thread_while_the_one_before_is_used():
    made = Event()

    def parts():
        yield current_thread()
        made.set()
        yield current_thread()

    with ahead(parts()) as coming:
        thread = next(coming)
        assert (thread is not current_thread(), made.wait(timeout=60)) == (True, True)
        assert [*coming] == [thread]


def test_what_breaks_is_told_where_the_part_was_expected():
    def parts():
        yield 1
        raise ValueError("the file is broken")

    with pytest.raises(ValueError, match="the file is broken"), ahead(parts()) as coming:
        assert next(coming) == 1
        next(coming)


def test_a_reader_that_stops_early_leaves_no_thread_behind():
    with ahead(iter(lambda: current_thread(), None)) as coming:
        thread = next(coming)
    assert thread.is_alive() is False
