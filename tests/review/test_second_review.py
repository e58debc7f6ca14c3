"""A revision is asked what it touched or what was refused; a change of answer or meaning voids everything."""

import pytest
from django.urls import reverse

from challengebank.models import Version
from frameworks.domain import load_frameworks
from items.document import Feedback, Item
from items.types.content import Option
from items.types.single_choice import SingleChoice
from review.domain import set_policy
from review.models import Review
from tests.challengebank.factories import item
from tests.review import factories

pytestmark = pytest.mark.django_db


def refused(document: Item, **poor: int) -> Review:
    [review] = factories.opened(document)
    one, two = factories.reviewers(2)
    factories.verdict(review, one, "refuse", criteria=factories.grades(review, **poor))
    factories.verdict(review, two, criteria=factories.grades(review, grade=2))
    review.refresh_from_db()
    return review


def test_only_what_was_touched_or_refused_is_asked_again():
    first = refused(item(1), accessible=1)
    [second] = factories.opened(item(1, feedback=Feedback(incorrect="Count again.")))
    assert set(second.criteria) == {"feedback_useful", "accessible"}
    assert set(second.carried) == set(first.criteria) - set(second.criteria)
    assert second.carried["key_correct"] == {"version": 1, "grades": [2, 3]}
    factories.judged(second, "accept", "accept")
    decision = Version.objects.get(pk=second.version_id).decision
    assert (decision.outcome, decision.policy["carried"]) == ("accepted", second.carried)


def test_what_carried_once_keeps_its_origin():
    refused(item(1), accessible=1)
    [second] = factories.opened(item(1, feedback=Feedback(incorrect="Count again.")))
    factories.judged(second, "refuse", "accept")
    [third] = factories.opened(item(1, feedback=Feedback(incorrect="Count on your fingers.")))
    assert third.carried["key_correct"]["version"] == 1
    assert third.carried["accessible"]["version"] == 2
    assert third.criteria == ["feedback_useful"]


@pytest.mark.parametrize(
    "changed",
    [
        item(1).model_copy(update={"statement": "Which number comes after one?"}),
        item(1).model_copy(
            update={"content": SingleChoice(options=(Option(id="a", text="2"), Option(id="b", text="3")), key="b")}
        ),
    ],
)
def test_a_change_of_the_answer_or_of_the_meaning_voids_everything(changed):
    first = refused(item(1), accessible=1)
    [second] = factories.opened(changed)
    assert (second.criteria, second.carried) == (first.criteria, {})


def test_another_policy_voids_everything():
    first = refused(item(1), accessible=1)
    set_policy(actor=factories.chief(), purpose="training", quorum=3)
    [second] = factories.opened(item(1, feedback=Feedback(incorrect="Count again.")))
    assert (second.criteria, second.carried) == (first.criteria, {})


def test_something_is_always_asked():
    first = refused(item(1))
    [second] = factories.opened(item(1))
    assert (second.criteria, second.carried) == (first.criteria, {})


def test_the_reviewer_sees_what_changed_and_what_still_holds(client):
    load_frameworks()
    refused(item(1), accessible=1)
    [second] = factories.opened(item(1, feedback=Feedback(incorrect="Count again.")))
    client.force_login(factories.person("rose"))
    address = reverse("reviews:review", args=[second.pk])
    client.post(reverse("reviews:claim", args=[second.pk]))
    client.post(reverse("reviews:answer", args=[second.pk]), {"skip": "1"})
    shown = client.get(address).content.decode()
    assert "Depuis la version 1" in shown
    assert "grade_key_correct" not in shown
    assert "grade_feedback_useful" in shown
