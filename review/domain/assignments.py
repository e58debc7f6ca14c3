"""Places in a review: claimed, proposed, declined, handed over. Never more people at once than verdicts needed."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record, record_many
from accounts.domain.audit import actor_key
from accounts.models import User
from review.domain.locks import lock_running
from review.domain.notices import notify
from review.enums import PENDING, TAKEN, News, Seat
from review.errors import NotIndependent, ReviewError
from review.models import Assignment, Review
from review.rules import independence, require_chief, seat_reasons


@transaction.atomic
def claim_review(*, reviewer: User, review: Review) -> Assignment:
    """Take a free place, or accept the one proposed."""
    review = lock_running(review)
    seat = take_seat(reviewer, review)
    if seat.state == Seat.PROPOSED:
        seat.state = Seat.CLAIMED
        seat.save(update_fields=["state"])
    record(actor=reviewer, act="claim", subject=review.subject, round=review.round)
    return seat


@transaction.atomic
def assign_reviews(*, actor: User, places: Sequence[tuple[Review, User]]) -> list[Assignment]:
    """A chief reviewer proposes places to people, all or none."""
    require_chief(actor)
    places = sorted(places, key=lambda place: place[0].pk)
    seats = [_propose(person, lock_running(review)) for review, person in places]
    entries = [(seat.review.subject, {"round": seat.round, "reviewer": actor_key(seat.reviewer)}) for seat in seats]
    record_many(actor=actor, act="assign", entries=entries)
    return seats


@transaction.atomic
def decline_review(*, reviewer: User, review: Review, reason: str) -> Assignment:
    """Give the place back, and say why."""
    review = lock_running(review)
    return _leave(reviewer, review, Seat.DECLINED, reason)


@transaction.atomic
def hand_over(*, reviewer: User, review: Review, to: User, reason: str) -> Assignment:
    """Propose one's own place to somebody else."""
    review = lock_running(review)
    _leave(reviewer, review, Seat.HANDED_OVER, reason)
    return _propose(to, review)


def _propose(person: User, review: Review) -> Assignment:
    seat = _new_seat(person, review, Seat.PROPOSED)
    notify([person.pk], review, News.ASSIGNED)
    return seat


def _leave(reviewer: User, review: Review, state: Seat, reason: str) -> Assignment:
    if not reason.strip():
        raise ReviewError(_("Say why."))
    seat = pending_seat(reviewer, review)
    if seat is None:
        raise ReviewError(_("You have no place to give back in this review."))
    seat.state, seat.reason = state, reason.strip()
    seat.save(update_fields=["state", "reason"])
    record(actor=reviewer, act=state.value.replace("_", " "), subject=review.subject, round=review.round)
    return seat


def pending_seat(reviewer: User, review: Review) -> Assignment | None:
    """The place where this person's verdict is awaited."""
    return review.assignments.filter(reviewer=reviewer, round=review.round, state__in=PENDING).first()


def take_seat(reviewer: User, review: Review) -> Assignment:
    """The person's place in the current round, taken now when free. The caller holds the review's lock.

    Independence is checked again each time: a conflict may have come since the place was taken.
    """
    seat = pending_seat(reviewer, review)
    if seat is None:
        return _new_seat(reviewer, review, Seat.CLAIMED)
    if reasons := independence(reviewer, review.version, review.policy):
        raise NotIndependent(reasons)
    return seat


def _new_seat(reviewer: User, review: Review, state: Seat) -> Assignment:
    if reasons := seat_reasons(reviewer, review):
        raise NotIndependent(reasons)
    if review.assignments.filter(round=review.round, state__in=TAKEN).count() >= review.places:
        raise ReviewError(_("Every place in this review is taken."))
    now = timezone.now()
    due = max(review.due_at, now + timedelta(days=review.policy.days // 2))
    return Assignment.objects.create(
        review=review, round=review.round, reviewer=reviewer, state=state, assigned_at=now, due_at=due
    )
