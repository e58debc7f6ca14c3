"""Deadlines: reminded before, taken back after, escalated when nobody is left."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.domain import record
from review.domain.locks import lock
from review.domain.notices import chiefs, notify
from review.enums import PENDING, RUNNING, TAKEN, News, Seat
from review.models import Assignment, Notice, Review

AHEAD = timedelta(days=3)
GRACE = timedelta(days=2)


def chase_reviews(*, now: datetime | None = None) -> dict[News, int]:
    """Remind those whose deadline is near, take back places that are late, tell the chiefs. How many of each."""
    now = now or timezone.now()
    return {
        News.REMINDER: _remind(now),
        News.EXPIRED: _expire(now),
        News.ESCALATED: _escalate(now),
    }


@transaction.atomic
def _remind(now: datetime) -> int:
    near = _pending().filter(due_at__lte=now + AHEAD, reminded_at=None)
    seats = list(near.select_for_update(of=("self",)).select_related("review"))
    for seat in seats:
        notify([seat.reviewer_id], seat.review, News.REMINDER)
    Assignment.objects.filter(pk__in=[seat.pk for seat in seats]).update(reminded_at=now)
    return len(seats)


def _expire(now: datetime) -> int:
    late = _pending().filter(due_at__lt=now - GRACE).select_related("review")
    return sum(_take_back(seat, now) for seat in late)


@transaction.atomic
def _take_back(seat: Assignment, now: datetime) -> int:
    review = lock(seat.review)
    taken = _pending().filter(pk=seat.pk).update(state=Seat.EXPIRED)
    if taken:
        record(actor=None, act="take back", subject=review.subject, round=seat.round)
        notify([seat.reviewer_id], review, News.EXPIRED)
    return taken


@transaction.atomic
def _escalate(now: datetime) -> int:
    """Late reviews with a free place, told to the chiefs again every few days."""
    told = Notice.objects.filter(news=News.ESCALATED, review__state__in=RUNNING, at__gte=now - AHEAD).values("review")
    late = Review.objects.filter(state__in=RUNNING, due_at__lt=now).exclude(pk__in=told).select_related("policy")
    lacking = [r for r in late if r.assignments.filter(round=r.round, state__in=TAKEN).count() < r.places]
    for review in lacking:
        notify(chiefs(), review, News.ESCALATED)
    return len(lacking)


def _pending() -> QuerySet[Assignment]:
    return Assignment.objects.filter(state__in=PENDING, review__state__in=RUNNING)
