"""`manage.py verify_release PATH`: prove a release file offline; exit 0 when it is intact, 1 when not."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.domain import check_release, verify_release
from challengebank.errors import BankError
from challengebank.models import Release
from interop.bundle import Contents


class Command(BaseCommand):
    help = "Prove a release file offline. Exit code 0: intact. 1: not, and one sentence says what differs."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("path", type=Path, nargs="?")
        what.add_argument("--all", action="store_true", help="every release of this installation, against its row")

    def handle(self, *args: Any, path: Path | None, **options: Any) -> None:
        if path:
            self._say(path, lambda: verify_release(path))
            return
        for release in Release.objects.select_related("bank").order_by("bank", "number"):
            self._say(release.file.name, partial(check_release, release))

    def _say(self, name: Path | str, proof: Callable[[], Contents]) -> None:
        try:
            contents = proof()
        except (BankError, OSError) as error:
            raise CommandError(f"{name} is refused: {error}.") from None
        head = contents.release
        self.stdout.write(
            f"{name} is intact: {head.bank.slug} {head.number}, {contents.items} challenges, "
            f"{contents.tutorials} tutorials, digest {contents.digest}."
        )
