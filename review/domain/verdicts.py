"""Giving a verdict."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.domain.audit import actor_key
from accounts.models import User
from items.document import Item
from review.domain.assignments import take_seat
from review.domain.closing import close_round
from review.domain.comments import add_comment
from review.domain.locks import lock_running
from review.domain.notices import read_notices
from review.enums import Audience, Grade, Opinion, Round, Seat
from review.errors import ReasonMissingError, ReviewError
from review.models import Assignment, Review, Verdict

Criteria = Mapping[str, Mapping[str, Any]]


@transaction.atomic
def record_verdict(
    *,
    reviewer: User,
    review: Review,
    outcome: str,
    criteria: Criteria,
    comment: str = "",
    seconds: int | None = None,
    pupil_answer: Any = None,
    note: str = "",
) -> Verdict:
    """Seal one reviewer's opinion on the frozen bytes; the last one of the round brings the decision.

    `criteria` grades every criterion asked: {slug: {"grade": 1..3, "comment": text}}. `pupil_answer` and `seconds` are
    those kept with the assignment unless given; a challenge is answered first, be it by None. `note` is for the chief
    reviewers. NotIndependent or ReviewError when the verdict cannot be taken.
    """
    review = lock_running(review)
    seat = take_seat(reviewer, review)
    if isinstance(review.version.parsed(), Item) and seat.answered_at is None and pupil_answer is None:
        raise ReviewError(_("First answer the challenge as a pupil, or say that you cannot; then judge it."))
    lines = _checked(review, outcome, criteria, comment)
    if pupil_answer is None:
        pupil_answer, seconds = seat.answer, seat.seconds if seconds is None else seconds
    verdict = Verdict(
        review=review,
        round=review.round,
        reviewer=reviewer,
        reviewer_key=actor_key(reviewer),
        digest=review.version.digest,
        outcome=outcome,
        criteria=lines,
        comment=comment.strip(),
        pupil_answer=pupil_answer,
        pupil_correct=_correct(review, pupil_answer),
        seconds=seconds,
        given_at=timezone.now(),
        salt=secrets.token_hex(16),
    )
    verdict.save()
    _leave(seat)
    record(actor=reviewer, act="verdict", subject=review.subject, digest=verdict.digest, seal=verdict.seal())
    if note.strip():
        add_comment(writer=reviewer, review=review, body=note, audience=Audience.CHIEF)
    read_notices(reader=reviewer, review=review)
    close_round(review)
    return verdict


def _leave(seat: Assignment) -> None:
    seat.state = Seat.DONE
    seat.save(update_fields=["state"])


def _correct(review: Review, answer: Any) -> bool | None:
    document = review.version.parsed()
    return document.content.score(answer).correct if isinstance(document, Item) and answer is not None else None


def _checked(review: Review, outcome: str, criteria: Criteria, comment: str) -> dict[str, dict[str, Any]]:
    """The rubric as it is kept; ReviewError when it is incomplete, unknown or contradicts the verdict."""
    if outcome not in Opinion.values or (review.round == Round.ARBITRATION and outcome == Opinion.DISCUSS):
        raise ReviewError(_("Choose a verdict."))
    if set(criteria) != set(review.criteria):
        raise ReviewError(_("Grade every criterion that is asked, and no other."))
    lines = {slug: _line(criteria[slug]) for slug in review.criteria}
    poor = {slug for slug, line in lines.items() if line["grade"] == Grade.POOR}
    if outcome == Opinion.ACCEPT and poor & set(review.policy.critical):
        raise ReviewError(_("A critical criterion is to redo: the version cannot be accepted as it is."))
    if outcome != Opinion.ACCEPT and not (comment.strip() or any(line["comment"] for line in lines.values())):
        raise ReasonMissingError(_("Say why: the author needs your reasons."))
    return lines


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    grade, comment = line.get("grade"), line.get("comment") or ""
    if grade not in Grade.values or not isinstance(comment, str):
        raise ReviewError(_("A grade is 1, 2 or 3."))
    return {"grade": int(grade), "comment": comment.strip()}
