"""The decision rule, as a table, and its one law: order never counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.decision import Ruling, Vote, decide
from review.enums import Opinion, Rule

VOTES = st.lists(st.builds(Vote, st.sampled_from(Opinion.values), st.booleans()), max_size=5)


def votes(letters: str) -> list[Vote]:
    """a: accept, r: refuse, R: refuse on a critical criterion, d: discuss."""
    named = {"a": Opinion.ACCEPT, "r": Opinion.REFUSE, "d": Opinion.DISCUSS}
    return [Vote(named[letter.lower()], letter.isupper()) for letter in letters]


@pytest.mark.parametrize(
    ("rule", "letters", "places", "ruling"),
    [
        (Rule.UNANIMITY, "", 2, Ruling.WAIT),
        (Rule.UNANIMITY, "a", 2, Ruling.WAIT),
        (Rule.UNANIMITY, "R", 2, Ruling.WAIT),
        (Rule.UNANIMITY, "aa", 2, Ruling.ACCEPT),
        (Rule.UNANIMITY, "ar", 2, Ruling.REFUSE),
        (Rule.UNANIMITY, "dr", 2, Ruling.REFUSE),
        (Rule.UNANIMITY, "ad", 2, Ruling.DISCUSS),
        (Rule.MAJORITY, "rr", 3, Ruling.WAIT),
        (Rule.MAJORITY, "aaa", 3, Ruling.ACCEPT),
        (Rule.MAJORITY, "aar", 3, Ruling.ACCEPT),
        (Rule.MAJORITY, "aaR", 3, Ruling.DISCUSS),
        (Rule.MAJORITY, "arr", 3, Ruling.REFUSE),
        (Rule.MAJORITY, "ard", 3, Ruling.DISCUSS),
        (Rule.MAJORITY, "aarr", 4, Ruling.DISCUSS),
    ],
)
def test_the_rule(rule, letters, places, ruling):
    assert decide(rule=rule, round=1, places=places, votes=votes(letters)) is ruling


@pytest.mark.parametrize(("letters", "ruling"), [("", Ruling.WAIT), ("a", Ruling.ACCEPT), ("R", Ruling.REFUSE)])
@pytest.mark.parametrize("rule", Rule.values)
def test_an_arbiter_decides_alone(rule, letters, ruling):
    assert decide(rule=rule, round=3, places=1, votes=votes(letters)) is ruling


@given(st.sampled_from(Rule.values), VOTES, st.randoms())
def test_order_never_counts(rule, cast, random):
    shuffled = random.sample(cast, len(cast))
    arguments = {"rule": rule, "round": 1, "places": len(cast)}
    assert decide(**arguments, votes=cast) is decide(**arguments, votes=shuffled)


@given(st.sampled_from(Rule.values), VOTES, st.integers(1, 3))
def test_nothing_is_decided_before_the_quorum(rule, cast, missing):
    assert decide(rule=rule, round=1, places=len(cast) + missing, votes=cast) is Ruling.WAIT


@given(st.sampled_from(Rule.values), VOTES)
def test_acceptance_needs_more_than_half_of_all(rule, cast):
    if decide(rule=rule, round=1, places=max(1, len(cast)), votes=cast) is Ruling.ACCEPT:
        assert 2 * sum(vote.outcome == Opinion.ACCEPT for vote in cast) > len(cast)
