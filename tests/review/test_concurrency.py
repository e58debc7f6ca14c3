"""Fifty people judge one version at once, from threads: exactly one decision."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.domain import verify_audit
from challengebank.models import Decision
from review.errors import ReviewError
from review.models import Review, Verdict
from tests.review import factories

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 50


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads on one row are PostgreSQL's case")
def test_fifty_verdicts_at_once_make_exactly_one_decision():
    [review] = factories.opened()
    crowd = factories.reviewers(CROWD)

    def judge(person) -> bool:
        try:
            factories.verdict(Review.objects.select_related("policy").get(pk=review.pk), person, pupil_answer="a")
        except (ReviewError, PermissionDenied):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(CROWD) as pool:
        taken = list(pool.map(judge, crowd))
    assert (sum(taken), Verdict.objects.count(), Decision.objects.count()) == (2, 2, 1)
    assert verify_audit() is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads on one row are PostgreSQL's case")
def test_one_person_who_clicks_ten_times_counts_once():
    [review] = factories.opened()
    [person] = factories.reviewers(1)

    def judge(_click: int) -> bool:
        try:
            factories.verdict(review, person, pupil_answer="a")
        except (ReviewError, PermissionDenied):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(judge, range(10))) == 1
    assert Verdict.objects.count() == 1
