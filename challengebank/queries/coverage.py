"""What a bank covers, beside what its blueprint asks."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value

from challengebank.blueprint import Blueprint, Cell, Place
from challengebank.enums import Facet
from challengebank.models import Bank, Standing, VersionFacet
from challengebank.queries.selection import standings
from frameworks.models import Competence


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """How many accepted challenges a place has, and how many it needs (0: the blueprint asks nothing)."""

    place: Place
    count: int
    minimum: int = 0
    target: int = 0

    @property
    def state(self) -> str:
        """`empty` and `short` are holes; `partial` is above the minimum; `full`; `free` is asked nothing."""
        if self.count < self.minimum or (self.target and not self.count):
            return "short"
        if self.target:
            return "full" if self.count >= self.target else "partial"
        return "free" if self.count else "empty"

    @property
    def missing(self) -> int:
        """How many more challenges the target asks."""
        return max(0, self.target - self.count)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A competence, its cells from the lowest level to the highest, and its total."""

    competence: Competence
    cells: tuple[CoverageCell, ...]
    total: int


@dataclass(frozen=True)
class Coverage:
    """What a selection covers, competence by level, for one type and one duration (empty: any)."""

    levels: tuple[int, ...]
    rows: tuple[CoverageRow, ...]
    planned: bool

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """Challenges by level."""
        return tuple(sum(cell.count for cell in column) for column in zip(*(r.cells for r in self.rows), strict=True))

    @property
    def total(self) -> int:
        """Challenges in all."""
        return sum(self.totals)

    @cached_property
    def holes(self) -> tuple[CoverageCell, ...]:
        """The cells that need challenges: below the target, or empty when there is no blueprint."""
        cells = (cell for row in self.rows for cell in row.cells)
        return tuple(cell for cell in cells if (cell.missing if self.planned else not cell.count))


def place_counts(standing: QuerySet[Standing], *, durations: bool = True) -> Counter[Place]:
    """How many of these challenges each place has, in one query; places of any type or duration sum theirs."""
    times = VersionFacet.objects.filter(version=OuterRef("pk"), name=Facet.DURATION).values("value")[:1]
    rows = standing.annotate(duration=Subquery(times) if durations else Value(""))
    rows = rows.values_list("competence", "level", "item_type", "duration").annotate(Count("pk"))
    counts: Counter[Place] = Counter()
    for competence, level, item_type, duration, count in rows:
        for kind in {item_type, ""}:
            for time in {duration or "", ""}:
                counts[Place(competence, level, kind, time)] += count
    return counts


def coverage(bank: Bank, *, type: str = "", duration: str = "") -> Coverage:
    """The grid of what the bank selects now, over the competences and levels that its rules ask for."""
    rules, cells = bank.selection, bank.plan.by_place()
    counts = place_counts(standings(bank), durations=bool(duration))
    competences = Competence.objects.filter(framework__slug=bank.framework).select_related("domain").order_by("code")
    if rules.competences:
        competences = competences.filter(code__in=rules.competences)
    levels = tuple(range(rules.lowest_level, min(rules.highest_level, settings.VIVIER_HIGHEST_LEVEL) + 1))
    rows = []
    for competence in competences:
        places = (Place(competence.code, level, type, duration) for level in levels)
        row = tuple(_cell(place, counts, cells) for place in places)
        rows.append(CoverageRow(competence, row, sum(cell.count for cell in row)))
    planned = any((cell.type, cell.duration) == (type, duration) for cell in cells.values())
    return Coverage(levels, tuple(rows), planned)


def gaps(bank: Bank) -> tuple[CoverageCell, ...]:
    """The cells of the blueprint that are below their target, of whatever type and duration."""
    plan = bank.plan
    if not plan.cells:
        return ()
    counts, cells = place_counts(standings(bank), durations=_timed(plan)), plan.by_place()
    return tuple(cell for place in cells if (cell := _cell(place, counts, cells)).missing)


def _timed(plan: Blueprint) -> bool:
    return any(cell.duration for cell in plan.cells)


def _cell(place: Place, counts: Counter[Place], cells: dict[Place, Cell]) -> CoverageCell:
    asked = cells.get(place)
    return CoverageCell(place, counts[place], *((asked.minimum, asked.target) if asked else ()))


def holes(bank: Bank) -> tuple[CoverageCell, ...]:
    """Where challenges are missing: below the blueprint's targets, or the empty cells of a bank that has none."""
    return gaps(bank) if bank.plan.cells else coverage(bank).holes
