"""`manage.py verify_release PATH`: prove a release file offline; exit 0 when it is intact, 1 when not."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.domain import verify_release
from challengebank.errors import BankError
from challengebank.models import Release


class Command(BaseCommand):
    help = "Prove a release file offline. Exit code 0: intact. 1: not, and one sentence says what differs."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("path", type=Path, nargs="?")
        what.add_argument("--all", action="store_true", help="every release of this installation, against its row")

    def handle(self, *args: Any, path: Path | None, **options: Any) -> None:
        if path:
            self._verify(path)
            return
        for release in Release.objects.select_related("bank").order_by("bank", "number"):
            self._verify(Path(release.file.path), release.digest)

    def _verify(self, path: Path, digest: str | None = None) -> None:
        try:
            manifest = verify_release(path)
        except BankError as error:
            raise CommandError(f"{path} is refused: {error}.") from None
        if digest not in (None, manifest.digest()):
            raise CommandError(f"{path} is refused: it is not the release that the database knows.")
        head = manifest.release
        self.stdout.write(
            f"{path} is intact: {head.bank.slug} {head.number}, {len(manifest.items)} challenges, "
            f"{len(manifest.tutorials)} tutorials, digest {manifest.digest()}."
        )
