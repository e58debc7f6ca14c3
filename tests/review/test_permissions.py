"""Role by verb, as one table: who may do what to a running review of somebody else's version."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from accounts.roles import ADMINISTRATOR, CHIEF_REVIEWER, OPERATOR, REVIEWER, TEACHER
from frameworks.domain import load_frameworks
from review.domain import (
    add_comment,
    answer_as_pupil,
    assign_reviews,
    claim_review,
    open_reviews,
    plant_calibration,
    record_verdict,
    see_key,
    set_policy,
    start_reading,
    withdraw_review,
)
from tests.challengebank.factories import item
from tests.review import factories

pytestmark = pytest.mark.django_db

SUPERUSER, AUTHOR, SEATED = "superuser", "author", "reviewer with a place"
REVIEWERS = {REVIEWER, CHIEF_REVIEWER, SEATED}
VERBS = {
    "claim": (REVIEWERS, lambda who, review: claim_review(reviewer=who, review=review)),
    "judge": (
        REVIEWERS,
        lambda who, review: record_verdict(
            reviewer=who, review=review, outcome="accept", criteria=factories.grades(review), pupil_answer="a"
        ),
    ),
    "open": ({SEATED}, lambda who, review: start_reading(reviewer=who, review=review)),
    "answer": ({SEATED}, lambda who, review: answer_as_pupil(reviewer=who, review=review, answer="a")),
    "comment": ({SEATED}, lambda who, review: add_comment(writer=who, review=review, body="Hm.")),
    "withdraw": (
        {AUTHOR, CHIEF_REVIEWER},
        lambda who, review: withdraw_review(actor=who, review=review, reason="Too early."),
    ),
    "reopen": (set(), lambda who, review: open_reviews(actor=who, versions=factories.frozen(item(2)))),
    "see key": ({CHIEF_REVIEWER}, lambda who, review: see_key(actor=who, review=review)),
    "assign": (
        {CHIEF_REVIEWER},
        lambda who, review: assign_reviews(actor=who, places=[(review, factories.person("zoe"))]),
    ),
    "plant": ({CHIEF_REVIEWER}, lambda who, review: plant_calibration(actor=who, document=item(3), flaws=["fair"])),
    "set policy": ({CHIEF_REVIEWER}, lambda who, review: set_policy(actor=who, purpose="training", quorum=3)),
}
WHO = (TEACHER, REVIEWER, CHIEF_REVIEWER, OPERATOR, ADMINISTRATOR, SUPERUSER, AUTHOR, SEATED)


def actor(who: str, review) -> User:
    if who == SUPERUSER:
        return User.objects.create_superuser("root@ecole.example")
    if who == AUTHOR:
        return factories.author()
    if who == SEATED:
        seated = factories.person("sam")
        claim_review(reviewer=seated, review=review)
        return seated
    return factories.person("x", who)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("verb", VERBS)
def test_who_may_do_what(who, verb):
    [review] = factories.opened()
    allowed, act = VERBS[verb]
    person = actor(who, review)
    if verb == "reopen" and who == AUTHOR:
        allowed = {AUTHOR}
    if who in allowed:
        act(person, review)
    else:
        with pytest.raises(PermissionDenied):
            act(person, review)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    ("screen", "allowed"),
    [("plan", {CHIEF_REVIEWER}), ("policies", {CHIEF_REVIEWER}), ("figures", REVIEWERS), ("conflicts", REVIEWERS)],
)
def test_who_sees_the_desks_own_screens(who, screen, allowed, client):
    load_frameworks()
    [review] = factories.opened()
    client.force_login(actor(who, review))
    assert client.get(reverse(f"reviews:{screen}")).status_code == (200 if who in allowed else 403)
    if who not in allowed:
        assert client.post(reverse(f"reviews:{screen}")).status_code == 403


def test_a_chief_plans_and_sets_a_policy_on_the_screens(client):
    load_frameworks()
    [review] = factories.opened()
    rose = factories.person("rose")
    client.force_login(factories.chief())
    assert "Rose Dupont" in client.get(reverse("reviews:plan")).content.decode()
    client.post(reverse("reviews:plan"), {"place": [f"{review.pk}:{rose.pk}", "x:1", "garbage"]})
    assert review.assignments.get().reviewer == rose
    values = {
        "purpose": "training",
        "quorum": 3,
        "rule": "majority",
        "blindness": "open",
        "days": 10,
        "reciprocity_days": 0,
        "criteria": ["fair", "aligned"],
        "critical": ["fair"],
        "reviewers": [REVIEWER],
    }
    client.post(reverse("reviews:policies"), values)
    [later] = factories.opened(item(2))
    assert (later.policy.quorum, later.criteria) == (3, ["aligned", "fair"])
    assert client.post(reverse("reviews:policies"), {**values, "critical": ["accessible"]}).status_code == 422


def test_figures_and_news_show_what_is_the_persons_own(client):
    load_frameworks()
    [review] = factories.opened()
    factories.judged(review, "accept", "refuse")
    one, _two = factories.reviewers(2)
    client.force_login(one)
    shown = client.get(reverse("reviews:figures")).content.decode()
    assert ("Reviewer0" in shown, "Reviewer1" in shown) == (True, False)
    client.force_login(factories.author())
    assert "Refusée – " in client.get(reverse("wagtailadmin_home")).content.decode()
    client.get(reverse("reviews:review", args=[review.pk]))
    assert f"/admin/reviews/{review.pk}/" not in client.get(reverse("wagtailadmin_home")).content.decode()
