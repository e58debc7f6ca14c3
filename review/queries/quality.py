"""How well reviews are done: agreement by criterion, and each reviewer's own figures. Only closed reviews count."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, median

from django.db.models import QuerySet

from accounts.models import User
from items.criteria import CRITERIA
from review.agreement import alpha
from review.enums import Grade, Opinion, Round, State
from review.models import Calibration, Review, Verdict
from review.rubric import Criterion, criteria

LATELY = 20


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on a criterion. `alpha` is None when there is nothing to compare."""

    slug: str
    reviews: int
    alpha: float | None


def agreements() -> list[Agreement]:
    """Krippendorff's alpha (ordinal) of the first, independent round, criterion by criterion."""
    units: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for verdict in _first_verdicts().only("review_id", "criteria"):
        for slug, line in verdict.criteria.items():
            units[slug][verdict.review_id].append(line["grade"])
    return [Agreement(slug, len(units[slug]), alpha(units[slug].values())) for slug in CRITERIA if slug in units]


@dataclass(frozen=True, slots=True)
class Figures:
    """A reviewer's figures.

    `leaning` is how much higher his grades are than the others' on the same criteria, on average; `drift`, how much
    that changed lately. `found` of `planted` flaws of calibrations were graded "to redo".
    """

    verdicts: int
    accepted: int
    seconds: float | None
    missed: int
    leaning: float | None
    drift: float | None
    found: int
    planted: int


def figures(people: Iterable[User]) -> dict[int, Figures]:
    """The figures of each person, by key, in a constant number of queries."""
    flaws = dict(Calibration.objects.values_list("review", "flaws"))
    by_review: dict[int, list[Verdict]] = defaultdict(list)
    by_person: dict[int | None, list[Verdict]] = defaultdict(list)
    for verdict in _first_verdicts().order_by("given_at"):
        by_review[verdict.review_id].append(verdict)
        by_person[verdict.reviewer_id].append(verdict)
    return {person.pk: _figures(by_person[person.pk], by_review, flaws) for person in people}


@dataclass(frozen=True, slots=True)
class Find:
    """How many of the planted flaws a reviewer graded "to redo"."""

    reviewer: User | None
    found: int


@dataclass(frozen=True, slots=True)
class Planted:
    """A calibration; `finds` is empty as long as its review runs."""

    review: Review
    flaws: list[Criterion]
    finds: list[Find]


def calibrations() -> list[Planted]:
    """Every calibration, the last first, with what each reviewer of a closed one found."""
    rows = Calibration.objects.select_related("review__version", "review__policy").defer("review__version__document")
    found: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in _first_verdicts().filter(review__calibration__isnull=False).select_related("reviewer"):
        found[verdict.review_id].append(verdict)
    return [
        Planted(row.review, criteria(row.flaws), [_find(verdict, row.flaws) for verdict in found[row.review_id]])
        for row in rows.order_by("-pk")
    ]


def _find(verdict: Verdict, flaws: list[str]) -> Find:
    return Find(verdict.reviewer, sum(verdict.criteria[slug]["grade"] == Grade.POOR for slug in flaws))


def _first_verdicts() -> QuerySet[Verdict]:
    return Verdict.objects.filter(round=Round.FIRST, review__state=State.CLOSED)


def _figures(own: list[Verdict], by_review: dict[int, list[Verdict]], flaws: dict[int, list[str]]) -> Figures:
    times = [verdict.seconds for verdict in own if verdict.seconds is not None]
    leanings = [leaning for v in own if (leaning := _leaning(v, by_review[v.review_id])) is not None]
    early, late = leanings[:-LATELY], leanings[-LATELY:]
    planted = [(verdict, slug) for verdict in own for slug in flaws.get(verdict.review_id, ())]
    return Figures(
        verdicts=len(own),
        accepted=sum(verdict.outcome == Opinion.ACCEPT for verdict in own),
        seconds=median(times) if times else None,
        missed=sum(verdict.pupil_correct is False for verdict in own),
        leaning=fmean(leanings) if leanings else None,
        drift=fmean(late) - fmean(early) if early else None,
        found=sum(verdict.criteria[slug]["grade"] == Grade.POOR for verdict, slug in planted),
        planted=len(planted),
    )


def _leaning(verdict: Verdict, all_verdicts: list[Verdict]) -> float | None:
    others = [other for other in all_verdicts if other.pk != verdict.pk]
    if not others:
        return None
    gaps = [
        line["grade"] - fmean(other.criteria[slug]["grade"] for other in others)
        for slug, line in verdict.criteria.items()
    ]
    return fmean(gaps) if gaps else None
