"""Reading what is public: accepted training versions, never anything of certification."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.text import slugify

from challengebank.enums import Facet, Kind, Purpose
from challengebank.models import Standing, Version, VersionFacet, VersionWords
from challengebank.models.versions import VersionQuerySet
from challengebank.search import matching
from frameworks.models import Competence, Discipline, Domain

FRAMEWORK = "crcn"
ORDER = ("competence", "level", "title", "pk")
COUNTED_FOR = 300
"""Seconds for which counts of the whole catalogue are good enough for its map and its matrix."""


def published() -> VersionQuerySet:
    """Every version that anybody may see, without its bytes. All pages start from here."""
    return Version.objects.filter(standing__purpose=Purpose.TRAINING).defer("document")


def challenges() -> VersionQuerySet:
    """The public challenges, competence by competence, easiest first."""
    return published().filter(standing__kind=Kind.CHALLENGE).order_by(*_of_standing())


def tutorials() -> VersionQuerySet:
    """The public tutorials, in the same order."""
    return published().filter(standing__kind=Kind.TUTORIAL).order_by(*_of_standing())


def _of_standing() -> list[str]:
    return [f"standing__{column}" for column in ORDER]


def standing(kind: Kind) -> QuerySet[Standing]:
    """Where those of a kind stand, in the same order: short rows to count and page by, with the keys of versions."""
    return Standing.objects.filter(purpose=Purpose.TRAINING, kind=kind).order_by(*ORDER)


def read(rows: QuerySet[Standing]) -> list[Version]:
    """The versions of these rows, in their order."""
    keys = list(rows.values_list("pk", flat=True))
    versions = published().in_bulk(keys)
    return [versions[key] for key in keys if key in versions]


def of_discipline(rows: QuerySet[Any], slug: str) -> QuerySet[Any]:
    """Those that belong to a discipline, of versions or of their standings."""
    facets = VersionFacet.objects.filter(name=Facet.DISCIPLINE, value=slug)
    return rows.filter(pk__in=facets.values("version"))


def found(rows: QuerySet[Standing], words: str) -> QuerySet[Standing]:
    """Those in which a pupil reads all of these words, or words that begin so, without regard to case or accents."""
    return matching(rows, " ".join(words.split()[:8]), words=VersionWords)


def has_file(sha256: str) -> bool:
    """Whether a public version uses this file."""
    return published().filter(facets__name=Facet.FILE, facets__value=sha256).exists()


def levels() -> range:
    """The levels open to schools."""
    return range(1, settings.VIVIER_HIGHEST_LEVEL + 1)


@dataclass(frozen=True, slots=True)
class MapRow:
    """A competence with its number of challenges at each level, and of tutorials."""

    competence: Competence
    counts: tuple[tuple[int, int], ...]
    challenges: int
    tutorials: int


@dataclass(frozen=True, slots=True)
class MapDomain:
    """A domain and its competences."""

    domain: Domain
    rows: tuple[MapRow, ...]

    @property
    def anchor(self) -> str:
        """Its name in an address."""
        return slugify(self.domain.name_fr)


def competence_map() -> tuple[MapDomain, ...]:
    """The CRCN with what the catalogue has for each competence and level; four queries."""
    cells = {(code, level): count for code, level, count in _counts(Kind.CHALLENGE, "competence", "level")}
    lessons = dict(_counts(Kind.TUTORIAL, "competence"))
    competences = Competence.objects.filter(framework__slug=FRAMEWORK).order_by("code").select_related("domain")
    rows: dict[Domain, list[MapRow]] = {}
    for competence in competences:
        counts = tuple((level, cells.get((competence.code, level), 0)) for level in levels())
        total = sum(count for _, count in counts)
        row = MapRow(competence, counts, total, lessons.get(competence.code, 0))
        rows.setdefault(competence.domain, []).append(row)
    return tuple(MapDomain(domain, tuple(row)) for domain, row in rows.items())


def _counts(kind: Kind, *columns: str) -> QuerySet:
    return Standing.objects.filter(purpose=Purpose.TRAINING, kind=kind).values_list(*columns).annotate(Count("pk"))


@dataclass(frozen=True, slots=True)
class Contribution:
    """A discipline and how many challenges it gives to each competence, in the order of the codes."""

    discipline: Discipline
    counts: tuple[tuple[str, int], ...]
    total: int


def contributions() -> tuple[Contribution, ...]:
    """The matrix of what each discipline contributes; disciplines that give nothing yet come too."""
    cells = cache.get_or_set("catalogue.contributions", _contributed, COUNTED_FOR)
    codes = list(Competence.objects.filter(framework__slug=FRAMEWORK).order_by("code").values_list("code", flat=True))
    rows = []
    for discipline in Discipline.objects.order_by("position"):
        counts = tuple((code, cells.get((discipline.slug, code), 0)) for code in codes)
        rows.append(Contribution(discipline, counts, sum(count for _, count in counts)))
    return tuple(rows)


CONTRIBUTED = """SELECT f.value, s.competence, COUNT(*)
FROM challengebank_versionfacet f JOIN challengebank_standing s ON s.version_id = f.version_id
WHERE f.name = %s AND s.purpose = %s AND s.kind = %s GROUP BY f.value, s.competence"""
"""The two tables side by side: Django would put all versions between them, which takes three times as long."""


def _contributed() -> dict[tuple[str, str], int]:
    """How many public challenges each discipline gives to each competence."""
    with connection.cursor() as cursor:
        cursor.execute(CONTRIBUTED, [Facet.DISCIPLINE, Purpose.TRAINING, Kind.CHALLENGE])
        return {(discipline, code): count for discipline, code, count in cursor.fetchall()}


def linked_to(tutorial: Version) -> VersionQuerySet:
    """The public challenges that name this tutorial."""
    facets = VersionFacet.objects.filter(name=Facet.TUTORIAL, value=str(tutorial.identity_id))
    return challenges().filter(pk__in=facets.values("version"))


def named_by(links: tuple[str, ...]) -> list[Version]:
    """The public tutorials of these identities, in the order named."""
    known = {str(version.identity_id): version for version in tutorials().filter(identity__in=links)}
    return [known[link] for link in links if link in known]
