"""Reviewers, open reviews and verdicts made through the public verbs."""

from typing import Any

from accounts.domain import create_person
from accounts.models import School, User
from accounts.roles import CHIEF_REVIEWER, REVIEWER, TEACHER
from challengebank.domain import NewVersion, freeze_versions
from challengebank.models import Version
from items.document import Document
from review.domain import answer_as_pupil, claim_review, open_reviews, record_verdict
from review.enums import PENDING
from review.models import Review, Verdict
from tests.challengebank.factories import item


def person(name: str, *roles: str, school: School | None = None, **values: Any) -> User:
    return create_person(
        email=f"{name}@ecole.example",
        first_name=name.title(),
        last_name="Dupont",
        roles=roles or (REVIEWER,),
        school=school,
        **values,
    )


def author() -> User:
    return person("tom", TEACHER)


def chief() -> User:
    return person("chloe", CHIEF_REVIEWER)


def reviewers(count: int) -> list[User]:
    return [person(f"reviewer{number}") for number in range(count)]


def frozen(*documents: Document, by: User | None = None, also: tuple[User, ...] = ()) -> list[Version]:
    by = by or author()
    people = frozenset(user.pk for user in (by, *also))
    return freeze_versions(actor=by, drafts=[NewVersion(document, people) for document in documents])


def opened(*documents: Document, by: User | None = None, also: tuple[User, ...] = ()) -> list[Review]:
    by = by or author()
    return open_reviews(actor=by, versions=frozen(*(documents or (item(1),)), by=by, also=also))


def grades(review: Review, grade: int = 3, **others: int) -> dict[str, dict[str, Any]]:
    return {slug: {"grade": others.get(slug, grade), "comment": ""} for slug in review.criteria}


def read(review: Review, reviewer: User) -> None:
    """The reviewer has a place, and could not answer as a pupil unless he did."""
    claim_review(reviewer=reviewer, review=review)
    if not review.assignments.filter(reviewer=reviewer, answered_at__isnull=False, state__in=PENDING).exists():
        answer_as_pupil(reviewer=reviewer, review=review, answer=None)


def verdict(review: Review, reviewer: User, outcome: str = "accept", **values: Any) -> Verdict:
    """Claim, answer as a pupil unless done or given, then judge."""
    values.setdefault("criteria", grades(review))
    if values.get("pupil_answer") is None:
        read(review, reviewer)
    if outcome != "accept":
        values.setdefault("comment", "The statement has two meanings.")
    return record_verdict(reviewer=reviewer, review=review, outcome=outcome, **values)


def judged(review: Review, *outcomes: str) -> Review:
    for reviewer, outcome in zip(reviewers(len(outcomes)), outcomes, strict=True):
        verdict(review, reviewer, outcome)
    review.refresh_from_db()
    return review
