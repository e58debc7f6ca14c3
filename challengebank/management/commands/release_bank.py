"""`manage.py release_bank SLUG --by EMAIL [--approved-by EMAIL]`: freeze what a bank selects into a numbered release.

A certification bank needs two operators: one who releases and one who approves.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from challengebank.domain import approve_release, freeze_release, propose_release
from challengebank.errors import BankError
from challengebank.management.progress import ProgressLine
from challengebank.models import Bank, Release


class Command(BaseCommand):
    help = "Freeze what a bank selects now into an immutable, numbered release."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the operator who releases")
        parser.add_argument("--approved-by", metavar="EMAIL", help="the second operator, needed for certification")
        parser.add_argument("--notes", default="")
        parser.add_argument("--force", action="store_true", help="release even when nothing changed")

    def handle(self, *args: Any, slug: str, by: str, approved_by: str | None, **options: Any) -> None:
        try:
            bank = Bank.objects.get(slug=slug)
            release = self._release(bank, self._person(by), approved_by and self._person(approved_by), **options)
        except Bank.DoesNotExist:
            raise CommandError(f"there is no bank {slug!r}") from None
        except (BankError, PermissionDenied) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{release}: {release.count} challenges, digest {release.digest}, file {release.file.name}")

    def _release(
        self, bank: Bank, actor: User, second: User | None, *, notes: str, force: bool, **_options: Any
    ) -> Release:
        if second:
            proposal = propose_release(actor=actor, bank=bank, notes=notes, force=force)
            approve_release(actor=second, proposal=proposal)
        return freeze_release(actor=actor, bank=bank, notes=notes, force=force, progress=ProgressLine(self.stderr))

    def _person(self, email: str) -> User:
        try:
            return User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError(f"nobody has the address {email}") from None
