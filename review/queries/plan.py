"""A proposal of reviewers for all that lacks some, and why nobody fits where places stay empty."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import has_role
from review.enums import RUNNING, TAKEN, Reason, Round
from review.matching import match
from review.models import Assignment, Review
from review.queries.people import disciplines_of, loads, merit, reviewers
from review.rules import Reasons, authors_of, biases_of, heads_reviews, saw_keys

BATCH = 200
MOST = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """People for one review, and the places `missing`: `why` counts people by reason, `busy` those who have enough."""

    review: Review
    people: tuple[User, ...]
    missing: int
    why: tuple[tuple[Reason, int], ...]
    busy: int


def plan(
    *, most: int = MOST, limit: int = BATCH, among: QuerySet[Review] | None = None, people: Sequence[User] = ()
) -> list[Proposal]:
    """Reviewers for running reviews with free places, the soonest due first; nobody has more than `most` at a time.

    `among` narrows the reviews, `people` those who are proposed.
    """
    reviews = _lacking(limit, Review.objects.all() if among is None else among)
    people = people or list(reviewers())
    reasons = _reasons(reviews, people)
    disciplines = disciplines_of([review.version for review in reviews])
    merits = {
        (review.pk, person.pk): merit(person, review.version, disciplines[review.version_id])
        for review in reviews
        for person in people
        if not reasons[review.pk, person.pk]
    }
    found = match(places={r.pk: r.free for r in reviews}, merits=merits, loads=loads(), most=most)
    named = {person.pk: person for person in people}
    return [_proposal(r, [named[pk] for pk in found.get(r.pk, ())], people, reasons) for r in reviews]


def _proposal(
    review: Review, chosen: list[User], people: list[User], reasons: dict[tuple[int, int], Reasons]
) -> Proposal:
    missing = review.free - len(chosen)
    against = [reasons[review.pk, person.pk] for person in people]
    counts = Counter(reason for each in against for reason in each)
    busy = sum(not each for each in against) - len(chosen)
    return Proposal(
        review, tuple(chosen), missing, tuple(counts.most_common()) if missing else (), busy if missing else 0
    )


def _lacking(limit: int, among: QuerySet[Review]) -> list[Review]:
    running = among.filter(state__in=RUNNING).select_related("version", "policy").defer("version__document")
    taken = Counter(
        Assignment.objects.filter(state__in=TAKEN, review__state__in=RUNNING).values_list("review", "round")
    )
    lacking = []
    for review in running.order_by("due_at", "pk"):
        review.free = review.places - taken[review.pk, review.round]
        if review.free > 0:
            lacking.append(review)
    return lacking[:limit]


def _reasons(reviews: Sequence[Review], people: Sequence[User]) -> dict[tuple[int, int], Reasons]:
    """Why each person may not take a place in each review; empty: may."""
    biases, seen = biases_of(people), saw_keys(reviews)
    authors = authors_of([review.version for review in reviews])
    rounds: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    seats = Assignment.objects.filter(review__in=reviews).values_list("review", "round", "reviewer")
    for review, round, person in seats:
        rounds[review][round].add(person)
    return {
        (review.pk, person.pk): (
            *((Reason.ROLE,) if not has_role(person, *review.policy.reviewers) else ()),
            *biases[person.pk].against(review.version.identity_id, authors[review.version_id], review.policy),
            *_seated(review, person, rounds[review.pk], knows=(review.subject, person.pk) in seen),
        )
        for review in reviews
        for person in people
    }


def _seated(review: Review, person: User, rounds: dict[int, set[int]], *, knows: bool) -> Reasons:
    """What a person already was to this review; an arbiter may know the expected answer."""
    if review.round != Round.ARBITRATION:
        return (Reason.ALREADY,) if person.pk in rounds[review.round] else (Reason.KNOWS,) if knows else ()
    if not heads_reviews(person):
        return (Reason.ARBITER,)
    return (Reason.ALREADY,) if any(person.pk in seated for seated in rounds.values()) else ()
