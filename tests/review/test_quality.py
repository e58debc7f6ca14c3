"""Calibrations decide nothing and are known to chiefs alone; figures come from closed reviews."""

import pytest

from challengebank.errors import NotAllowed
from challengebank.models import Decision, Version
from review.domain.calibration import plant_calibration
from review.enums import State
from review.errors import ReviewError
from review.queries.quality import agreements, figures
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
