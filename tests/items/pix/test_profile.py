"""Our contents under the rules of Pix."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from items.pix import profile
from items.pix.profile import treatments
from items.types import TYPES
from items.types.blanks import Blank, Blanks
from items.types.number import Number
from items.types.short_text import ShortText
from tests.items.strategies import BY_TYPE, contents, json_values


@settings(max_examples=200, deadline=None)
@given(contents(), json_values)
def test_any_answer_is_scored(content, answer):
    assert profile.score(content, answer).thousandths in range(1001)


def test_tolerances_become_the_nearest_treatments():
    assert treatments(("case", "accents", "spaces")) == ("t1",)
    assert treatments(("case", "accents", "punctuation", "slips")) == ("t2", "t3")
    assert treatments(()) == ()


def test_where_the_two_profiles_part():
    content = ShortText(accepted=("2024", "C++"), tolerances=("case", "accents", "spaces", "punctuation", "slips"))
    assert [profile.score(content, answer).correct for answer in ("2023", "c")] == [True, True]
    assert [content.score(answer).correct for answer in ("2023", "A")] == [False, False]


def test_a_number_is_compared_by_value():
    content = Number(value="1234.5")
    answers = ("1 234,50", 1234.5, "1 234,6", None)
    assert [profile.score(content, answer).correct for answer in answers] == [True, True, False, False]


def test_a_number_with_a_tolerance_keeps_our_rules():
    content = Number(value="10", tolerance="1", unit="km")
    assert profile.score(content, "11 km") == content.score("11 km")


@pytest.mark.parametrize("as_set", [True, False])
def test_blanks(as_set):
    holes = tuple(Blank(id=name, label=name, accepted=(name * 4,)) for name in "ab")
    content = Blanks(text="{{a}} {{b}}", blanks=holes, as_set=as_set)
    assert profile.score(content, {"a": "AAAA", "b": "bb bb"}).correct
    assert profile.score(content, {"a": "bbbb", "b": "aaaa"}).correct is as_set
    assert not profile.score(content, {"a": "aaaa"}).correct


@pytest.mark.parametrize("content_type", TYPES, ids=lambda content_type: content_type.__name__)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_key_is_right_in_both(content_type, data):
    content = data.draw(BY_TYPE[content_type])
    key = content.samples()[0].answer
    assert profile.score(content, key).correct
