"""Reading the bank: what a bank selects, what that covers, and what changed since a release."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Subquery, Value

from challengebank.enums import Facet, Kind
from challengebank.models import Bank, Release, Version, VersionAlignment, VersionFacet
from challengebank.models.versions import VersionQuerySet
from challengebank.selection import SelectionRules
from frameworks.models import Competence


def select(bank: Bank) -> VersionQuerySet:
    """The eligible challenges that the bank's purpose, language and rules take, in the order of a release."""
    rules = bank.selection
    versions = Version.objects.eligible().filter(
        kind=Kind.CHALLENGE, purpose=bank.purpose, locale=bank.locale, pk__in=_aligned(bank.framework, rules)
    )
    return _matching(versions, rules).order_by("competence", "level", "identity")


def linked_tutorials(versions: VersionQuerySet, locale: str) -> VersionQuerySet:
    """The eligible tutorials that these challenges link to."""
    links = VersionFacet.objects.filter(name=Facet.TUTORIAL, version__in=versions.order_by().values("pk"))
    identities = [UUID(value) for value in links.values_list("value", flat=True).distinct()]
    tutorials = Version.objects.eligible().filter(kind=Kind.TUTORIAL, locale=locale, identity__in=identities)
    return tutorials.order_by("competence", "level", "identity")


def _aligned(framework: str, rules: SelectionRules) -> Subquery:
    levels = (rules.lowest_level, rules.highest_level)
    rows = VersionAlignment.objects.filter(framework=framework, primary=True, level__range=levels)
    if rules.competences:
        rows = rows.filter(competence__in=rules.competences)
    return Subquery(rows.values("version"))


def _matching(versions: VersionQuerySet, rules: SelectionRules) -> VersionQuerySet:
    columns = {"item_type__in": rules.types, "licence__in": rules.licences}
    versions = versions.filter(**{column: values for column, values in columns.items() if values})
    facets = {Facet.DISCIPLINE: rules.disciplines, Facet.GRADE: rules.classes, Facet.TAG: rules.tags}
    for name, values in facets.items():
        if values:
            versions = versions.filter(_facet(name, values))
    for adaptation in rules.accessible:
        versions = versions.filter(_facet(Facet.ACCESSIBLE, [adaptation]))
    if rules.excluded_tags:
        versions = versions.exclude(_facet(Facet.TAG, rules.excluded_tags))
    if rules.quorum:
        versions = versions.filter(decision__policy__quorum__gte=rules.quorum)
    return versions.exclude(identity__in=[UUID(uuid) for uuid in rules.excluded])


def _facet(name: Facet, values: Iterable[str]) -> Exists:
    return Exists(VersionFacet.objects.filter(version=OuterRef("pk"), name=name, value__in=list(values)))


def selected_counts(banks: Iterable[Bank]) -> dict[int, int]:
    """How many challenges each bank selects now, in one query for all; a bank that selects none is absent."""
    counts = [
        select(bank).order_by().annotate(bank=Value(bank.pk)).values("bank").annotate(count=Count("pk"))
        for bank in banks
    ]
    if not counts:
        return {}
    rows = counts[0].union(*counts[1:], all=True) if len(counts) > 1 else counts[0]
    return {row["bank"]: row["count"] for row in rows}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A competence and how many challenges each level has, from the lowest level of the framework to the highest."""

    competence: Competence
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a selection covers, competence by level. `holes` counts the empty cells."""

    levels: tuple[int, ...]
    rows: tuple[CoverageRow, ...]
    totals: tuple[int, ...]
    total: int
    holes: int


def coverage(bank: Bank) -> Coverage:
    """The grid of what the bank selects now, over the competences and levels that its rules ask for."""
    rules = bank.selection
    found = select(bank).order_by().values_list("competence", "level").annotate(Count("pk"))
    cells = {(competence, level): count for competence, level, count in found}
    competences = Competence.objects.filter(framework__slug=bank.framework).select_related("domain").order_by("code")
    if rules.competences:
        competences = competences.filter(code__in=rules.competences)
    levels = tuple(range(rules.lowest_level, min(rules.highest_level, settings.VIVIER_HIGHEST_LEVEL) + 1))
    rows = tuple(_coverage_row(competence, levels, cells) for competence in competences)
    totals = tuple(sum(column) for column in zip(*(row.counts for row in rows), strict=True))
    holes = sum(count == 0 for row in rows for count in row.counts)
    return Coverage(levels, rows, totals, sum(totals), holes)


def _coverage_row(competence: Competence, levels: tuple[int, ...], cells: dict[tuple[str, int], int]) -> CoverageRow:
    counts = tuple(cells.get((competence.code, level), 0) for level in levels)
    return CoverageRow(competence, counts, sum(counts))


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two contents: versions that came, pairs (before, after) that changed, versions that left."""

    added: tuple[Version, ...]
    changed: tuple[tuple[Version, Version], ...]
    withdrawn: tuple[Version, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


def changes(before: Iterable[Version], after: Iterable[Version]) -> Changes:
    """Compare two contents by identity."""
    old = {version.identity_id: version for version in before}
    new = {version.identity_id: version for version in after}
    return Changes(
        added=tuple(version for identity, version in new.items() if identity not in old),
        changed=tuple((old[i], v) for i, v in new.items() if i in old and old[i].pk != v.pk),
        withdrawn=tuple(version for identity, version in old.items() if identity not in new),
    )


def content_of(release: Release | None) -> VersionQuerySet:
    """The versions of a release in its order, without their bytes; none when there is no release."""
    if release is None:
        return Version.objects.none()
    versions = Version.objects.filter(released_in__release=release).order_by("released_in__position")
    return versions.defer("document").select_related("recall")
