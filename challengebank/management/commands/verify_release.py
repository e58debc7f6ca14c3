"""`manage.py verify_release PATH`: prove a release file offline; exit 0 when it is intact, 1 when not."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.domain import verify_release
from challengebank.errors import BankError


class Command(BaseCommand):
    help = "Prove a release file offline. Exit code 0: intact. 1: not, and one sentence says what differs."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            manifest = verify_release(path)
        except BankError as error:
            raise CommandError(f"{path} is refused: {error}.") from None
        head = manifest.release
        self.stdout.write(
            f"{path} is intact: {head.bank.slug} {head.number}, {len(manifest.items)} challenges, "
            f"{len(manifest.tutorials)} tutorials, digest {manifest.digest()}."
        )
