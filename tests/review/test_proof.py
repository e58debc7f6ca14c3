"""Every decision is proved again from its verdicts; one that was tampered with is named."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from challengebank.models import Decision
from review.models import Calibration, Verdict
from review.queries import broken_decisions
from tests.challengebank.factories import decide, item
from tests.review import factories

pytestmark = pytest.mark.django_db


def reasons() -> list[str]:
    return [reason for _decision, reason in broken_decisions()]


def tamper(model, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {change}")


@pytest.fixture
def review():
    [review] = factories.opened(item(1, purpose="certification"))
    people = factories.reviewers(3)
    for person in people[:2]:
        factories.verdict(review, person)
    factories.verdict(review, people[2], "refuse")
    return review


def test_what_was_decided_by_verdicts_holds(review):
    said = StringIO()
    call_command("verify_reviews", stdout=said)
    assert said.getvalue() == "Every decision holds: 1.\n"


@pytest.mark.parametrize(
    ("model", "change", "reason"),
    [
        (Verdict, "comment = 'Other words'", "the evidence is not its verdicts"),
        (Verdict, "outcome = 'refuse'", "the evidence is not its verdicts"),
        (Verdict, "digest = 'f'", "a verdict is about other bytes"),
        (Decision, "outcome = 'refused'", "the outcome does not follow from the verdicts"),
        (Decision, "evidence = '[]'", "the evidence is not its verdicts"),
    ],
)
def test_a_change_behind_the_back_of_the_verbs_is_named(review, model, change, reason):
    tamper(model, change)
    assert reasons() == [reason]
    with pytest.raises(CommandError, match="1 decisions do not hold"):
        call_command("verify_reviews")


def test_a_decision_without_a_review_is_named():
    decide(factories.frozen(item(1)), "accepted")
    assert reasons() == ["no review"]


def test_a_calibration_is_planted_from_a_file(tmp_path, capsys):
    chief = factories.chief()
    file = tmp_path / "flawed.json"
    file.write_bytes(item(1, title="Flawed").canonical())
    call_command("plant_calibration", file, flaws=["fair"], by=chief.email)
    assert Calibration.objects.get().flaws == ["fair"]
    with pytest.raises(CommandError):
        call_command("plant_calibration", file, flaws=["fair"], by="nobody@ecole.example")
