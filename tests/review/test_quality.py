"""Calibrations decide nothing and are known to chiefs alone; figures come from closed reviews."""

import pytest
from django.urls import reverse

from challengebank.errors import NotAllowed
from challengebank.models import Decision, Version
from review.domain.calibration import plant_calibration
from review.enums import State
from review.errors import ReviewError
from review.queries.quality import agreements, calibrations, figures
from tests.challengebank.factories import item
from tests.review import factories

pytestmark = pytest.mark.django_db


def test_a_calibration_is_judged_like_any_other_and_decides_nothing():
    calibration = plant_calibration(actor=factories.chief(), document=item(1), flaws=["fair", "aligned"])
    review = calibration.review
    one, two = factories.reviewers(2)
    factories.verdict(review, one)
    factories.verdict(review, two, "refuse", criteria=factories.grades(review, fair=1))
    review.refresh_from_db()
    assert (review.state, Decision.objects.count(), Version.objects.eligible().count()) == (State.CLOSED, 0, 0)
    found = figures([one, two])
    assert [(found[person.pk].found, found[person.pk].planted) for person in (one, two)] == [(0, 2), (1, 2)]


def test_only_a_chief_plants_and_says_what():
    with pytest.raises(NotAllowed):
        plant_calibration(actor=factories.reviewers(1)[0], document=item(1), flaws=["fair"])
    for flaws in ([], ["unknown"]):
        with pytest.raises(ReviewError):
            plant_calibration(actor=factories.chief(), document=item(1), flaws=flaws)
    assert Version.objects.count() == 0


def test_figures_count_time_leaning_and_missed_answers():
    one, two = factories.reviewers(2)
    for review in factories.opened(item(1), item(2)):
        factories.verdict(review, one, pupil_answer="a", seconds=10)
        factories.verdict(review, two, criteria=factories.grades(review, grade=2), pupil_answer="z", seconds=30)
    found = figures([one, two])
    assert (found[one.pk].verdicts, found[one.pk].accepted, found[one.pk].seconds) == (2, 2, 10)
    assert (found[one.pk].missed, found[two.pk].missed) == (0, 2)
    assert (found[one.pk].leaning, found[two.pk].leaning, found[one.pk].drift) == (1, -1, None)
    assert agreements()[0].alpha < 0


def test_a_sealed_verdict_is_in_no_figure():
    [review] = factories.opened()
    [one] = factories.reviewers(1)
    factories.verdict(review, one)
    assert (agreements(), figures([one])[one.pk].verdicts) == ([], 0)


def test_results_of_a_calibration_open_with_its_review():
    calibration = plant_calibration(actor=factories.chief(), document=item(1), flaws=["fair", "aligned"])
    review = calibration.review
    one, two = factories.reviewers(2)
    factories.verdict(review, one)
    assert [planted.finds for planted in calibrations()] == [[]]
    factories.verdict(review, two, "refuse", criteria=factories.grades(review, fair=1))
    [planted] = calibrations()
    assert {find.reviewer: find.found for find in planted.finds} == {one: 0, two: 1}


def test_reviewers_cannot_tell_a_closed_calibration_from_another_review(client):
    calibration = plant_calibration(actor=factories.chief(), document=item(1), flaws=["fair"])
    [other] = factories.opened(item(2))
    one, two = factories.reviewers(2)
    for review in (calibration.review, other):
        factories.verdict(review, one)
        factories.verdict(review, two, "refuse")
    client.force_login(one)
    badges = []
    for review in (calibration.review, other):
        page = client.get(reverse("reviews:review", args=[review.pk])).content.decode()
        badges.append(page.split('review-lead">')[1].split("</p>")[0])
        assert "calibr" not in page.lower()
    assert badges[0] == badges[1]
    assert "review-poor" in badges[0]


def test_only_chiefs_see_calibrations(client):
    client.force_login(factories.reviewers(1)[0])
    assert client.get(reverse("reviews:calibrations")).status_code == 403
    client.force_login(factories.chief())
    assert client.get(reverse("reviews:calibrations")).status_code == 200
