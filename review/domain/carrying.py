"""What a revision keeps of the review before: the criteria that it did not touch."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from challengebank.models import Version
from items.criteria import criteria_of
from items.diff import criteria_touched, diff, voids
from items.document import Document
from review.enums import Grade, State
from review.models import Review, ReviewPolicy, Verdict

Carried = dict[str, dict[str, Any]]


def last_reviews(versions: Sequence[Version]) -> dict[UUID, Review]:
    """The last closed review of each identity, with its version and its verdicts."""
    closed = Review.objects.filter(version__identity__in=[v.identity_id for v in versions], state=State.CLOSED)
    closed = closed.exclude(calibration__isnull=False).select_related("version").prefetch_related("verdicts")
    return {review.version.identity_id: review for review in closed.order_by("version__number")}


def criteria_to_ask(document: Document, policy: ReviewPolicy, before: Review | None) -> tuple[list[str], Carried]:
    """The criteria to grade now, and those that carry over with their origin.

    A criterion carries over when the same policy held, nobody graded it "to redo" and the revision did not touch it;
    none does when the answer or the meaning changed. Something is always asked.
    """
    asked = [slug for slug in criteria_of(document) if slug in policy.criteria]
    if before is None or before.policy_id != policy.pk:
        return asked, {}
    changes = diff(before.version.parsed(), document)
    if voids(changes):
        return asked, {}
    touched = criteria_touched(changes)
    kept = {slug: line for slug, line in _settled(before).items() if slug in asked and slug not in touched}
    left = [slug for slug in asked if slug not in kept]
    return (left, kept) if left else (asked, {})


def _settled(review: Review) -> Carried:
    """What a review settled, itself or by what it carried: {slug: {"version": number, "grades": [2 or 3, …]}}."""
    verdicts = [verdict for verdict in review.verdicts.all() if verdict.round == review.round]
    own = {slug: _line(review, slug, verdicts) for slug in review.criteria}
    return {**review.carried, **{slug: line for slug, line in own.items() if Grade.POOR not in line["grades"]}}


def _line(review: Review, slug: str, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    grades = sorted(verdict.criteria[slug]["grade"] for verdict in verdicts)
    return {"version": review.version.number, "grades": grades}
