"""`manage.py release_bank SLUG --by EMAIL`: freeze what a bank selects into a numbered release."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from challengebank.domain import freeze_release
from challengebank.errors import BankError
from challengebank.models import Bank


class Command(BaseCommand):
    help = "Freeze what a bank selects now into an immutable, numbered release."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the operator who releases")
        parser.add_argument("--notes", default="")
        parser.add_argument("--force", action="store_true", help="release even when nothing changed")

    def handle(self, *args: Any, slug: str, by: str, notes: str, force: bool, **options: Any) -> None:
        try:
            actor = User.objects.get_by_natural_key(by)
            bank = Bank.objects.get(slug=slug)
            release = freeze_release(actor=actor, bank=bank, notes=notes, force=force)
        except User.DoesNotExist:
            raise CommandError(f"nobody has the address {by}") from None
        except Bank.DoesNotExist:
            raise CommandError(f"there is no bank {slug!r}") from None
        except (BankError, PermissionDenied) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{release}: {release.count} challenges, digest {release.digest}, file {release.file.name}")
