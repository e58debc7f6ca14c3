"""What a bank selects."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Value

from challengebank.enums import Facet, Kind
from challengebank.models import Bank, Version, VersionFacet
from challengebank.models.versions import VersionQuerySet
from challengebank.selection import SelectionRules


def select(bank: Bank) -> VersionQuerySet:
    """The eligible challenges that the bank's purpose, language and rules take, in the order of a release."""
    rules = bank.selection
    versions = Version.objects.filter(
        standing__kind=Kind.CHALLENGE,
        standing__purpose=bank.purpose,
        standing__locale=bank.locale,
        standing__framework=bank.framework,
        standing__level__range=(rules.lowest_level, rules.highest_level),
    )
    if rules.competences:
        versions = versions.filter(standing__competence__in=rules.competences)
    return _matching(versions, rules).order_by("competence", "level", "identity")


def linked_tutorials(versions: VersionQuerySet, locale: str) -> VersionQuerySet:
    """The eligible tutorials that these challenges link to."""
    links = VersionFacet.objects.filter(name=Facet.TUTORIAL, version__in=versions.order_by().values("pk"))
    identities = [UUID(value) for value in links.values_list("value", flat=True).distinct()]
    tutorials = Version.objects.eligible().filter(kind=Kind.TUTORIAL, locale=locale, identity__in=identities)
    return tutorials.order_by("competence", "level", "identity")


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
    return _without_excluded(versions, rules)


def _without_excluded(versions: VersionQuerySet, rules: SelectionRules) -> VersionQuerySet:
    """Neither what leaked, nor what other banks released, nor the enemies of those when the rules say so."""
    leaked = {UUID(uuid) for uuid in rules.excluded}
    released = Version.objects.filter(released_in__release__bank__slug__in=rules.excluded_banks).order_by()
    if rules.without_enemies and (leaked or rules.excluded_banks):
        leaked |= _enemies(leaked | set(released.values_list("identity", flat=True)))
    if rules.excluded_banks:
        versions = versions.exclude(identity__in=released.values("identity"))
    return versions.exclude(identity__in=leaked)


def _enemies(identities: set[UUID]) -> set[UUID]:
    """Whoever says that one of these is its enemy, and whom these say so of."""
    said = VersionFacet.objects.filter(name=Facet.ENEMY).values_list("version__identity", "value").distinct()
    pairs = [(one, UUID(other)) for one, other in said]
    return {other for one, other in pairs if one in identities} | {one for one, other in pairs if other in identities}


def _facet(name: Facet, values: Iterable[str]) -> Exists:
    return Exists(VersionFacet.objects.filter(version=OuterRef("pk"), name=name, value__in=list(values)))


def in_discipline(versions: VersionQuerySet, discipline: str) -> VersionQuerySet:
    """Those of these versions that serve a discipline."""
    return versions.filter(_facet(Facet.DISCIPLINE, [discipline]))


def banks_selecting(versions: VersionQuerySet) -> list[Bank]:
    """The banks that select one of these versions now, by name: three queries, whatever the number of banks."""
    banks = list(Bank.objects.all())
    wanted = list(versions.order_by().values_list("pk", flat=True))
    found = [
        select(bank).order_by().filter(pk__in=wanted).annotate(bank=Value(bank.pk)).values_list("bank", flat=True)
        for bank in banks
    ]
    keys = set(found[0].union(*found[1:])) if found else set()
    return [bank for bank in banks if bank.pk in keys]


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
