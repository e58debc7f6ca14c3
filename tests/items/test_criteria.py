"""Which criteria apply to which document."""

from items.criteria import CRITERIA, criteria_of
from tests.challengebank.factories import item, tutorial


def test_certification_asks_one_question_more():
    assert criteria_of(item(purpose="certification")) == tuple(CRITERIA)
    assert set(CRITERIA) - set(criteria_of(item())) == {"not_guessable"}


def test_a_tutorial_has_no_key_to_judge():
    assert set(criteria_of(tutorial())) < set(CRITERIA)
    assert "key_correct" not in criteria_of(tutorial())
