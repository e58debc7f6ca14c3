"""`manage.py export_release SLUG NUMBER --format bank --output PATH`: a release as a file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.domain import export_release
from challengebank.domain.exports import FORMATS
from challengebank.errors import BankError
from challengebank.models import Release
from interop.exporters.exporter import DEGRADATIONS


class Command(BaseCommand):
    help = "Write a release as a file, in one of the formats."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("number", type=int)
        parser.add_argument("--format", default="bank", choices=list(FORMATS))
        parser.add_argument("--output", required=True, type=Path, metavar="PATH")
        parser.add_argument("--accept", action="append", default=[], choices=list(DEGRADATIONS))
        parser.add_argument("--report", type=Path, metavar="PATH", help="write the fidelity report there, as JSON")

    def handle(self, *args: Any, slug: str, number: int, output: Path, **options: Any) -> None:
        accept = frozenset(options["accept"])
        try:
            release = Release.objects.get(bank__slug=slug, number=number)
            report = export_release(actor=None, release=release, format=options["format"], path=output, accept=accept)
            if options["report"]:
                options["report"].write_text(json.dumps(report.plain(), ensure_ascii=False, indent=1))
        except Release.DoesNotExist:
            raise CommandError(f"there is no release {number} of {slug!r}") from None
        except (BankError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{release} written to {output}: {report.exported} challenges, {len(report.losses)} losses.")
        for loss in report.losses:
            hint = f" (--accept {loss.accept})" if loss.accept and loss.feature == "item" else ""
            self.stdout.write(f"  {loss.item} {loss.feature} {loss.fate}: {loss.reason}{hint}")
