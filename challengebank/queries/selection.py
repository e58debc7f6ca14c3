"""What a bank selects."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from challengebank.enums import Facet, Kind
from challengebank.models import Bank, Standing, Version, VersionFacet
from challengebank.models.versions import VersionQuerySet
from challengebank.selection import SelectionRules

PLACE = ("competence", "level", "kind", "purpose", "framework", "locale", "item_type")
"""The columns that one index of standings counts by, in its order."""
ORDER = ("competence", "level", "identity")
"""That of a release."""
PLACED = {"competences", "lowest_level", "highest_level", "types"}
"""The rules that ask for nothing else."""


def select(bank: Bank) -> VersionQuerySet:
    """The eligible challenges that the bank's purpose, language and rules take, in the order of a release."""
    chosen = Version.objects.filter(pk__in=standings(bank).values("version"))
    return chosen.order_by(*ORDER)


def standings(bank: Bank) -> QuerySet[Standing]:
    """The same challenges, in no order, as the short rows that are counted faster than versions."""
    rules = bank.selection
    rows = Standing.objects.filter(
        kind=Kind.CHALLENGE,
        purpose=bank.purpose,
        locale=bank.locale,
        framework=bank.framework,
        level__range=(rules.lowest_level, rules.highest_level),
    )
    if rules.competences:
        rows = rows.filter(competence__in=rules.competences)
    return _matching(rows, rules)


def linked_tutorials(versions: VersionQuerySet, locale: str) -> VersionQuerySet:
    """The eligible tutorials that these challenges link to."""
    links = VersionFacet.objects.filter(name=Facet.TUTORIAL, version__in=versions.order_by().values("pk"))
    identities = [UUID(value) for value in links.values_list("value", flat=True).distinct()]
    tutorials = Version.objects.eligible().filter(kind=Kind.TUTORIAL, locale=locale, identity__in=identities)
    return tutorials.order_by(*ORDER)


def _matching(rows: QuerySet[Standing], rules: SelectionRules) -> QuerySet[Standing]:
    columns = {"item_type__in": rules.types, "version__licence__in": rules.licences}
    rows = rows.filter(**{column: values for column, values in columns.items() if values})
    facets = {Facet.DISCIPLINE: rules.disciplines, Facet.GRADE: rules.classes, Facet.TAG: rules.tags}
    for name, values in facets.items():
        if values:
            rows = rows.filter(pk__in=_having(name, values))
    for adaptation in rules.accessible:
        rows = rows.filter(pk__in=_having(Facet.ACCESSIBLE, [adaptation]))
    if rules.excluded_tags:
        rows = rows.exclude(Exists(_having(Facet.TAG, rules.excluded_tags).filter(version=OuterRef("pk"))))
    if rules.quorum:
        rows = rows.filter(version__decision__policy__quorum__gte=rules.quorum)
    return _without_excluded(rows, rules)


def _without_excluded(rows: QuerySet[Standing], rules: SelectionRules) -> QuerySet[Standing]:
    """Neither what leaked, nor what other banks released, nor the enemies of those when the rules say so."""
    leaked = {UUID(uuid) for uuid in rules.excluded}
    released = Version.objects.filter(released_in__release__bank__slug__in=rules.excluded_banks).order_by()
    if rules.without_enemies and (leaked or rules.excluded_banks):
        leaked |= _enemies(leaked | set(released.values_list("identity", flat=True)))
    if rules.excluded_banks:
        rows = rows.exclude(identity__in=released.values("identity"))
    return rows.exclude(identity__in=leaked)


def _enemies(identities: set[UUID]) -> set[UUID]:
    """Whoever says that one of these is its enemy, and whom these say so of."""
    said = VersionFacet.objects.filter(name=Facet.ENEMY).values_list("version__identity", "value").distinct()
    pairs = [(one, UUID(other)) for one, other in said]
    return {other for one, other in pairs if one in identities} | {one for one, other in pairs if other in identities}


def _having(name: Facet, values: Iterable[str]) -> QuerySet[VersionFacet]:
    return VersionFacet.objects.filter(name=name, value__in=list(values)).values("version")


def in_discipline(rows: QuerySet[Standing], discipline: str) -> QuerySet[Standing]:
    """Those of these that serve a discipline."""
    return rows.filter(pk__in=_having(Facet.DISCIPLINE, [discipline]))


def banks_selecting(versions: VersionQuerySet) -> list[Bank]:
    """The banks that select one of these versions now, by name: three queries, whatever the number of banks."""
    banks = list(Bank.objects.all())
    wanted = list(versions.order_by().values_list("pk", flat=True))
    found = [
        standings(bank).filter(pk__in=wanted).annotate(bank=Value(bank.pk)).values_list("bank", flat=True)
        for bank in banks
    ]
    keys = set(found[0].union(*found[1:])) if found else set()
    return [bank for bank in banks if bank.pk in keys]


def selected_counts(banks: Iterable[Bank]) -> dict[int, int]:
    """How many challenges each bank selects now, in two queries; a bank that selects none may be absent.

    Those of banks that ask for places only are summed from one reading of an index.
    """
    placed, others = [], []
    for bank in banks:
        (placed if bank.selection.plain().keys() <= PLACED else others).append(bank)
    return _counts_by_place(placed) | _counts_by_rules(others)


def _counts_by_place(banks: Sequence[Bank]) -> dict[int, int]:
    counts = list(Standing.objects.values_list(*PLACE).annotate(Count("pk"))) if banks else []
    return {bank.pk: _taken(bank, counts) for bank in banks}


def _taken(bank: Bank, counts: Iterable[tuple[Any, ...]]) -> int:
    rules, whose = bank.selection, (Kind.CHALLENGE, bank.purpose, bank.framework, bank.locale)
    return sum(
        count
        for competence, level, *others, item_type, count in counts
        if tuple(others) == whose
        and rules.lowest_level <= level <= rules.highest_level
        and (not rules.competences or competence in rules.competences)
        and (not rules.types or item_type in rules.types)
    )


def _counts_by_rules(banks: Sequence[Bank]) -> dict[int, int]:
    counts = [standings(b).annotate(bank=Value(b.pk)).values("bank").annotate(count=Count("pk")) for b in banks]
    if not counts:
        return {}
    rows = counts[0].union(*counts[1:], all=True) if len(counts) > 1 else counts[0]
    return {row["bank"]: row["count"] for row in rows}
