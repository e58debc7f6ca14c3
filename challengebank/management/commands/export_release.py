"""`manage.py export_release SLUG NUMBER --format bank --output PATH`: a release as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.domain import export_release
from challengebank.domain.exports import FORMATS
from challengebank.errors import BankError
from challengebank.models import Release


class Command(BaseCommand):
    help = "Write a release as a file, in one of the formats."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("number", type=int)
        parser.add_argument("--format", default="bank", choices=list(FORMATS))
        parser.add_argument("--output", required=True, type=Path, metavar="PATH")

    def handle(self, *args: Any, slug: str, number: int, output: Path, **options: Any) -> None:
        try:
            release = Release.objects.get(bank__slug=slug, number=number)
            report = export_release(release=release, format=options["format"], path=output)
        except Release.DoesNotExist:
            raise CommandError(f"there is no release {number} of {slug!r}") from None
        except (BankError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{release} written to {output}: {report.exported} challenges, {len(report.losses)} losses.")
        for loss in report.losses:
            self.stdout.write(f"  {loss.item} {loss.feature} {loss.fate}: {loss.reason}")
