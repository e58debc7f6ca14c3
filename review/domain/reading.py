"""Reading a version before its verdict: first as a pupil, then with the key."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from challengebank.errors import NotAllowed
from review.domain.assignments import pending_seat
from review.domain.locks import lock, lock_running
from review.errors import ReviewError
from review.models import Assignment, Review
from review.rules import require_chief

LONGEST = 14_400  # seconds: beyond, the screen was left open


@transaction.atomic
def start_reading(*, reviewer: User, review: Review) -> Assignment:
    """The moment the reviewer first sees the challenge, without its key."""
    seat = _seat(reviewer, lock_running(review))
    if seat.opened_at is None:
        seat.opened_at = timezone.now()
        seat.save(update_fields=["opened_at"])
        record(actor=reviewer, act="open", subject=review.subject, round=seat.round)
    return seat


@transaction.atomic
def answer_as_pupil(*, reviewer: User, review: Review, answer: Any) -> Assignment:
    """Keep the answer and its time, then show the key: an answer is given once. None: could not answer."""
    seat = _seat(reviewer, lock_running(review))
    if seat.answered_at is not None:
        raise ReviewError(_("You have answered already: the key was shown to you since."))
    seat.answered_at = timezone.now()
    seat.answer = answer
    seat.seconds = _seconds(seat)
    seat.save(update_fields=["answered_at", "answer", "seconds"])
    record(actor=reviewer, act="see key", subject=review.subject, answered=answer is not None)
    return seat


@transaction.atomic
def see_key(*, actor: User, review: Review) -> Review:
    """A chief reviewer looks at the whole document; the trail keeps it."""
    require_chief(actor)
    review = lock(review)
    record(actor=actor, act="see key", subject=review.subject)
    return review


def _seat(reviewer: User, review: Review) -> Assignment:
    seat = pending_seat(reviewer, review)
    if seat is None:
        raise NotAllowed(_("You have no place in this review."))
    return seat


def _seconds(seat: Assignment) -> int | None:
    if seat.opened_at is None or seat.answered_at is None or seat.answer is None:
        return None
    passed = int((seat.answered_at - seat.opened_at).total_seconds())
    return passed if passed <= LONGEST else None
