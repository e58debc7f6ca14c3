"""`manage.py register_engine NAME --bank SLUG --by EMAIL`: an engine and its key, shown once."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from challengebank.domain import register_engine
from challengebank.errors import BankError
from challengebank.models import Bank


class Command(BaseCommand):
    help = "Register an engine that may read banks, and show its key, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--bank", action="append", default=[], metavar="SLUG")
        parser.add_argument("--by", required=True, metavar="EMAIL")

    def handle(self, *args: Any, name: str, bank: list[str], by: str, **options: Any) -> None:
        banks = Bank.objects.filter(slug__in=bank)
        if missing := set(bank) - {found.slug for found in banks}:
            raise CommandError(f"there is no bank {min(missing)!r}")
        try:
            _engine, key = register_engine(actor=User.objects.get_by_natural_key(by), name=name, banks=banks)
        except User.DoesNotExist:
            raise CommandError(f"nobody has the address {by}") from None
        except (BankError, PermissionDenied) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{key}\nKeep this key now: it is never shown again.")
