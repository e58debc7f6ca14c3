"""`manage.py export_framework SLUG --format case`: a framework as CASE 1.1 (or 1.0) JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frameworks.models import Framework, Theme
from interop.case import Framework as CaseFramework
from interop.case import Standard, package

VERSIONS = {"case": "1.1", "case10": "1.0"}
CHANGED_AT = "2019-08-30T00:00:00+00:00"
"""The day of the decree: identifiers and dates are the same in every export."""


class Command(BaseCommand):
    help = "Write a framework as a CASE package, with stable identifiers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--format", default="case", choices=list(VERSIONS))
        parser.add_argument("--locale", default="fr", choices=["fr", "en"])
        parser.add_argument("--output", type=Path, metavar="PATH", help="else on the standard output")

    def handle(self, *args: Any, slug: str, output: Path | None, **options: Any) -> None:
        try:
            framework = Framework.objects.get(slug=slug)
        except Framework.DoesNotExist:
            raise CommandError(f"there is no framework {slug!r}: load_frameworks loads them") from None
        values = package(_case(framework, options["locale"]), VERSIONS[options["format"]])
        text = json.dumps(values, ensure_ascii=False, indent=1)
        if output:
            output.write_text(text)
        else:
            self.stdout.write(text)


def _case(framework: Framework, locale: str) -> CaseFramework:
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
