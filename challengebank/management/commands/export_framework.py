"""`manage.py export_framework SLUG --format case`: a framework as CASE 1.1 (or 1.0) JSON."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.queries.standards import case_of
from frameworks.models import Framework
from interop.case import package

VERSIONS = {"case": "1.1", "case10": "1.0"}


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
        values = package(case_of(framework, options["locale"]), VERSIONS[options["format"]])
        text = json.dumps(values, ensure_ascii=False, indent=1)
        if output:
            output.write_text(text)
        else:
            self.stdout.write(text)
