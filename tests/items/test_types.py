"""What every item type does. A new type fails here until it has all of it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from items import catalogue
from items.messages import Message
from items.types import TYPES
from tests.items.strategies import BY_TYPE, json_values

each_type = pytest.mark.parametrize("content_type", TYPES, ids=lambda content_type: content_type.__name__)
drawing = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answers(content):
    """Answers near to those that the content expects, and any other value."""
    return st.sampled_from([sample.answer for sample in content.samples()]) | json_values


@each_type
def test_it_has_a_strategy_to_be_tested_with(content_type):
    assert content_type in BY_TYPE


@each_type
def test_it_has_a_name_for_people_and_says_what_its_answer_is(content_type):
    assert content_type.label.strip() == content_type.label != ""
    assert catalogue.answer(content_type) != "–"


@each_type
def test_its_name_in_documents_is_that_of_its_module(content_type):
    assert content_type.model_fields["type"].default == content_type.__module__.removeprefix("items.types.")


@each_type
@drawing
@given(data=st.data())
def test_every_answer_has_a_score_and_a_reason(content_type, data):
    content = data.draw(BY_TYPE[content_type])
    score = content.score(data.draw(answers(content)))
    assert 0 <= score.thousandths <= 1000
    assert score.reasons != ()
    assert all(isinstance(reason, Message) and str(reason) for reason in score.reasons)


@each_type
@drawing
@given(data=st.data())
def test_every_answer_has_feedback_or_none(content_type, data):
    content = data.draw(BY_TYPE[content_type])
    feedback = content.feedback(data.draw(answers(content)))
    assert all(isinstance(text, str) and text for text in feedback)


@each_type
@drawing
@given(data=st.data())
def test_its_samples_tell_the_truth(content_type, data):
    content = data.draw(BY_TYPE[content_type])
    samples = content.samples()
    assert [content.score(sample.answer).thousandths for sample in samples] == [s.thousandths for s in samples]
    assert {sample.thousandths for sample in samples if sample.note == "right"} == {1000}
    assert {sample.thousandths for sample in samples if sample.note in ("wrong", "invalid")} >= {0}
    assert {sample.note for sample in samples} >= {"right", "wrong", "near miss", "invalid"} - {"near miss"}


@each_type
@drawing
@given(data=st.data())
def test_a_key_scores_full_after_a_journey_in_json(content_type, data):
    content = data.draw(BY_TYPE[content_type])
    again = content_type.model_validate_json(content.model_dump_json())
    key = json.loads(json.dumps(content.samples()[0].answer))
    assert again == content
    assert again.score(key).thousandths == 1000
