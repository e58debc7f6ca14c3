"""The screens of a disagreement: the second round, then the arbiter."""

import pytest
from django.urls import reverse

from frameworks.domain import load_frameworks
from review.domain import answer_as_pupil, claim_review
from review.models import Review
from tests.review import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frameworks():
    load_frameworks()


def page(review: Review, name: str = "review") -> str:
    return reverse(f"reviews:{name}", args=[review.pk])


def disagreed(review: Review) -> list:
    """Two reviewers, one of whom asks for a discussion."""
    one, two = factories.reviewers(2)
    lines = factories.grades(review, 2)
    lines["fair"]["comment"] = "A name is missing."
    factories.verdict(review, one, "discuss", criteria=lines)
    factories.verdict(review, two)
    review.refresh_from_db()
    return [one, two]


def test_who_judges_again_finds_his_grades_and_remarks_ticked_and_no_verdict(client):
    [review] = factories.opened()
    one, _two = disagreed(review)
    client.force_login(one)
    form = client.get(page(review)).context["form"]
    assert {form[f"grade_{slug}"].value() for slug in review.criteria} == {2}
    assert (form["remark_fair"].value(), form["outcome"].value(), form["comment"].value()) == (
        "A name is missing.",
        None,
        None,
    )


def test_a_chief_reviewer_who_has_not_seen_the_document_does_not_read_what_pupils_answered(client):
    [review] = factories.opened()
    one, two = factories.reviewers(2)
    for person, answer in ((one, "a"), (two, None)):
        claim_review(reviewer=person, review=review)
        answer_as_pupil(reviewer=person, review=review, answer=answer)
        factories.verdict(review, person, "discuss")
    client.force_login(factories.chief())
    text = client.get(page(review)).content.decode()
    lines = [
        line.split("</p>")[0].split(">")[-1].split("(")[0].split(":")[-1].strip()
        for line in text.split('"review-pupil"')[1:]
    ]
    assert sorted(lines) == ["juste", "pas de réponse trouvée"]


def test_an_arbiter_reads_that_the_decision_is_his(client):
    [review] = factories.opened()
    one, two = disagreed(review)
    factories.verdict(review, one, "discuss")
    factories.verdict(review, two)
    client.force_login(two)
    text = client.get(page(review)).content.decode()
    assert ("La décision est attendue avant" in text, "restent scellés" in text) == (True, False)
    chief = factories.chief()
    client.force_login(chief)
    assert "il termine la relecture" in client.get(page(review)).content.decode()
    factories.read(review, chief)
    text = client.get(page(review)).content.decode()
    assert ("Vous arbitrez." in text, "Personne, pas même" in text) == (True, False)
    assert [each.verdict.round for each in client.get(page(review)).context["opened"]] == [2, 2, 1, 1]


def test_a_verdict_without_its_reasons_asks_for_them_where_they_are_written(client):
    [review] = factories.opened()
    one = factories.person("rose")
    factories.read(review, one)
    client.force_login(one)
    values = {"outcome": "refuse", "comment": "", **{f"grade_{slug}": 2 for slug in review.criteria}}
    answer = client.post(page(review, "verdict"), values)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["comment"])
