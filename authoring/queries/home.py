"""What a writer's home page tells: drafts, what came back and why, what was accepted and where it serves, the holes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, QuerySet

from accounts.models import User
from authoring.enums import State
from authoring.models import Challenge, Tutorial, Writing
from authoring.queries.drafts import written_by
from challengebank.enums import Facet, Kind
from challengebank.models import ReleaseItem, Standing, VersionFacet
from frameworks.models import Competence
from review.models import Review
from review.queries import OpenedVerdict, reasons_for

SHOWN = 6
"""How many drafts of each kind a home page shows."""
HOLES_FOR = 300
"""Seconds for which the counts of the whole bank are good enough for a home page."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A draft that came back, its review, and what its reviewers say."""

    draft: Writing
    review: Review | None
    reasons: Sequence[OpenedVerdict]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A draft that was accepted, and the banks whose releases carry it."""

    draft: Writing
    banks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Desk:
    """A writer's own work. `counts` is by state."""

    drafts: Sequence[Writing]
    returned: Sequence[Returned]
    waiting: Sequence[Writing]
    accepted: Sequence[Accepted]
    counts: dict[str, int] = field(default_factory=dict)


def desk_of(user: User) -> Desk:
    """The work of a writer, newest first."""
    own = [written_by(model, user) for model in (Challenge, Tutorial)]
    by_state = {state: _newest(own, state) for state in (State.DRAFT, State.RETURNED, State.IN_REVIEW, State.ACCEPTED)}
    banks = _banks_of(draft.uuid for draft in by_state[State.ACCEPTED])
    return Desk(
        drafts=by_state[State.DRAFT],
        returned=_with_reasons(by_state[State.RETURNED], user),
        waiting=by_state[State.IN_REVIEW],
        accepted=[Accepted(draft, banks.get(draft.uuid, [])) for draft in by_state[State.ACCEPTED]],
        counts=_counts(own),
    )


WIDE = ("statement", "content", "hint", "feedback_correct", "feedback_incorrect", "body", "credits")


def _newest(own: Iterable[QuerySet[Any]], state: State) -> list[Writing]:
    drafts: list[Writing] = []
    for rows in own:
        wide = [name for name in WIDE if name in {f.name for f in rows.model._meta.fields}]
        drafts += rows.filter(state=state).defer(*wide).order_by("-updated_at")[:SHOWN]
    return sorted(drafts, key=lambda draft: draft.updated_at, reverse=True)[:SHOWN]


def _counts(own: Iterable[QuerySet[Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for rows in own:
        for state, count in rows.order_by().values_list("state").annotate(Count("pk")):
            counts[state] = counts.get(state, 0) + count
    return counts


def _with_reasons(drafts: Sequence[Writing], user: User) -> list[Returned]:
    reviews = Review.objects.filter(version__identity__in=[draft.uuid for draft in drafts])
    last = {
        review.version.identity_id: review
        for review in reviews.select_related("version", "policy").defer("version__document").order_by("pk")
    }
    return [
        Returned(draft, review, _last_round(reasons_for(review, user)) if review else [])
        for draft, review in ((draft, last.get(draft.uuid)) for draft in drafts)
    ]


def _last_round(reasons: Sequence[OpenedVerdict]) -> list[OpenedVerdict]:
    """The verdicts that decided: what was said before the discussion is on the page of the review."""
    return [opened for opened in reasons if opened.verdict.round == reasons[0].verdict.round]


def _banks_of(uuids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The names of the banks whose releases carry these identities."""
    carried = ReleaseItem.objects.filter(version__identity__in=list(uuids))
    banks: dict[UUID, list[str]] = {}
    for uuid, name in carried.values_list("version__identity", "release__bank__name").distinct().order_by():
        banks.setdefault(uuid, []).append(name)
    return banks


@dataclass(frozen=True, slots=True)
class Hole:
    """One competence, and how many accepted challenges each level has."""

    competence: Competence
    cells: tuple[tuple[int, int], ...]


def holes(discipline: str = "") -> list[Hole]:
    """Competence by level, what the whole bank has for a discipline (or for all), counted every few minutes."""
    key = f"authoring.holes:{discipline}"
    counts: dict[tuple[str, int], int] | None = cache.get(key)
    if counts is None:
        counts = _counted(discipline)
        cache.set(key, counts, HOLES_FOR)
    levels = range(1, settings.VIVIER_HIGHEST_LEVEL + 1)
    competences = Competence.objects.filter(framework__slug="crcn").order_by("code")
    return [Hole(c, tuple((level, counts.get((c.code, level), 0)) for level in levels)) for c in competences]


def _counted(discipline: str) -> dict[tuple[str, int], int]:
    standing = Standing.objects.filter(kind=Kind.CHALLENGE)
    if discipline:
        taught = VersionFacet.objects.filter(name=Facet.DISCIPLINE, value=discipline)
        standing = standing.filter(pk__in=taught.values("version"))
    found = standing.values_list("competence", "level").annotate(Count("pk"))
    return {(competence, level): count for competence, level, count in found}
