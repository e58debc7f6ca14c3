"""`manage.py plant_calibration FILE --flaw CRITERION --by EMAIL`: a flawed document, as chief reviewers alone know."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from items.criteria import CRITERIA
from items.document import parse_document
from items.errors import InvalidDocument
from review.domain import plant_calibration
from review.errors import ReviewError


class Command(BaseCommand):
    help = "Put a document whose flaws are known in the queue of reviews, to see who finds them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="an item or a tutorial in its JSON form")
        parser.add_argument("--flaw", action="append", required=True, choices=CRITERIA, dest="flaws")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the chief reviewer who plants it")

    def handle(self, *args: Any, file: Path, flaws: list[str], by: str, **options: Any) -> None:
        try:
            document = parse_document(file.read_bytes())
            calibration = plant_calibration(actor=User.objects.get_by_natural_key(by), document=document, flaws=flaws)
        except User.DoesNotExist:
            raise CommandError(f"nobody has the address {by}") from None
        except (OSError, InvalidDocument, ReviewError, PermissionDenied) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"“{document.title}” is under review, with flaws in {', '.join(calibration.flaws)}.")
