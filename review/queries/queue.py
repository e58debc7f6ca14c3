"""A reviewer's queue: what awaits him, what he may claim, what he has done. Pages follow each other by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from challengebank.models import VersionContributor
from review.enums import PENDING, TAKEN, Round
from review.models import Assignment, Review, ReviewPolicy, Verdict
from review.rules import bias_of, has_role, heads_reviews

PAGE = 25


class Tab(models.TextChoices):
    """The parts of the queue."""

    MINE = "mine", _("My reviews")
    CLAIM = "claim", _("To claim")
    DONE = "done", _("Done")
    ALL = "all", _("All running")


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some reviews and the key of what follows, empty at the end."""

    reviews: list[Review]
    after: str


def queue_for(
    reviewer: User, tab: str = Tab.MINE, *, filters: Mapping[str, Any] | None = None, after: str = "", size: int = PAGE
) -> QueuePage:
    """One page of the queue. `filters` are lookups on the version, such as {"competence": "1.1"}.

    The soonest due come first; of those done, the last. What runs has no closing date, and is read in the order of an
    index until the page is full. Costs the same number of queries whatever the number of rows.
    """
    reviews = {Tab.MINE: _mine, Tab.CLAIM: _claimable, Tab.DONE: _done, Tab.ALL: _running}[Tab(tab)](reviewer)
    reviews = reviews.filter(**{f"version__{name}": value for name, value in (filters or {}).items()})
    reviews = reviews.select_related("version", "policy").defer("version__document")
    descending = tab == Tab.DONE
    rows = list(_following(reviews, after, descending)[: size + 1])
    return QueuePage(
        rows[:size], f"{rows[size - 1].moment.isoformat()},{rows[size - 1].pk}" if len(rows) > size else ""
    )


def _following(reviews: QuerySet[Review], after: str, descending: bool) -> QuerySet[Review]:
    if place := _place(after):
        (at, pk), side = place, "lt" if descending else "gt"
        reviews = reviews.filter(Q(**{f"moment__{side}": at}) | Q(moment=at, **{f"pk__{side}": pk}))
    return reviews.order_by("-moment", "-pk") if descending else reviews.order_by("moment", "pk")


def _place(after: str) -> tuple[datetime, int] | None:
    """Moment and key of the last review seen; None for the first page, and for a key that is none of ours."""
    moment, _comma, pk = after.partition(",")
    try:
        return datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return None


def tabs_of(reviewer: User) -> list[Tab]:
    """The tabs this person has: only chief reviewers see all that runs."""
    return [tab for tab in Tab if tab != Tab.ALL or heads_reviews(reviewer)]


def short_of_people() -> int:
    """How many running reviews have a place that nobody has taken."""
    return Review.objects.filter(closed_at=None).alias(taken=_taken()).filter(taken__lt=_needed()).count()


def _running(chief: User) -> QuerySet[Review]:
    """Everything that runs, with the number of places nobody has taken."""
    return Review.objects.filter(closed_at=None).annotate(moment=F("due_at"), free=_needed() - _taken())


def _mine(reviewer: User) -> QuerySet[Review]:
    mine = {"assignments__reviewer": reviewer, "assignments__state__in": PENDING, "assignments__round": F("round")}
    return Review.objects.filter(**mine, closed_at=None).annotate(moment=F("due_at"), place=F("assignments__state"))


def _done(reviewer: User) -> QuerySet[Review]:
    given = Verdict.objects.filter(reviewer=reviewer)
    last = given.filter(review=OuterRef("pk")).order_by("-given_at")
    return Review.objects.filter(pk__in=given.values("review")).annotate(
        moment=Subquery(last.values("given_at")[:1]), opinion=Subquery(last.values("outcome")[:1])
    )


def _claimable(reviewer: User) -> QuerySet[Review]:
    """Running reviews with a free place that this person may take."""
    places = Assignment.objects.filter(review=OuterRef("pk"), round=OuterRef("round"))
    bias = bias_of(reviewer)
    reviews = Review.objects.filter(
        _independent(reviewer, bias),
        ~Exists(places.filter(reviewer=reviewer)),
        closed_at=None,
    ).exclude(version__identity__in=bias.own | bias.related)
    arbitrable = ~Exists(Verdict.objects.filter(reviewer=reviewer, review=OuterRef("pk"))) & Q(round=Round.ARBITRATION)
    allowed = ~Q(round=Round.ARBITRATION) | arbitrable if heads_reviews(reviewer) else ~Q(round=Round.ARBITRATION)
    return reviews.filter(allowed).alias(taken=_taken()).filter(taken__lt=_needed()).annotate(moment=F("due_at"))


def _taken() -> Coalesce:
    places = Assignment.objects.filter(review=OuterRef("pk"), round=OuterRef("round"), state__in=TAKEN)
    return Coalesce(Subquery(places.order_by().values("review").annotate(count=Count("pk")).values("count")), 0)


def _needed() -> Case:
    alone = When(round=Round.ARBITRATION, then=Value(1))
    return Case(alone, default=F("policy__quorum"), output_field=models.IntegerField())


def _independent(reviewer: User, bias: Any) -> Q:
    """Under each policy: the person has one of its roles and no tie with an author."""
    authors = VersionContributor.objects.filter(version=OuterRef("version"))
    allowed = Q(pk__in=[])
    for policy in ReviewPolicy.objects.filter(Exists(Review.objects.filter(policy=OuterRef("pk"), closed_at=None))):
        if has_role(reviewer, *policy.reviewers):
            allowed |= Q(policy=policy) & ~Exists(authors.filter(user__in=bias.people(policy)))
    return allowed
