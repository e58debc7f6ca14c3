"""A framework as CASE speaks of it."""

from collections.abc import Iterator

from frameworks.models import Framework, Theme
from interop.case import Framework as CaseFramework
from interop.case import Standard

CHANGED_AT = "2019-08-30T00:00:00+00:00"
"""The day of the decree: identifiers and dates are the same in every export."""


def case_of(framework: Framework, locale: str) -> CaseFramework:
    """The framework in one language, `fr` or `en`."""
    name = f"name_{locale}"
    return CaseFramework(
        slug=framework.slug,
        title=getattr(framework, name),
        creator=framework.source or "Vivier",
        locale=locale,
        changed_at=CHANGED_AT,
        standards=tuple(_standards(framework, name)),
    )


def _standards(framework: Framework, name: str) -> Iterator[Standard]:
    for domain in framework.domains.order_by("code"):
        yield Standard(domain.code, getattr(domain, name), "Domain")
    competences = framework.competences.select_related("domain").order_by("code")
    for competence in competences:
        yield Standard(competence.code, getattr(competence, name), "Competence", competence.domain.code)
    for theme in Theme.objects.filter(competence__in=competences).select_related("competence").order_by("pk"):
        code = f"{theme.competence.code}.t{theme.position}"
        yield Standard(code, getattr(theme, name) or theme.name_fr, "Theme", theme.competence.code)
