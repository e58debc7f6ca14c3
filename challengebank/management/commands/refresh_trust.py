"""`manage.py refresh_trust`: sign again, for every bank, what changed or ages. Run it every day where the keys are."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from challengebank.domain.trust import current_root, refresh_trust
from challengebank.trust import young


class Command(BaseCommand):
    help = "Sign again what engines trust: every day, on the machine that has the signing key."

    def handle(self, *args: Any, **options: Any) -> None:
        root = current_root()
        if root is None:
            raise CommandError("There is no root: run `manage.py signing_keys root PATH` first.")
        for bank in refresh_trust():
            self.stdout.write(f"{bank.slug} is signed.")
        if not young(root, timezone.now()):
            self.stderr.write(f"The root ends on {root.expires:%Y-%m-%d}: put a new one in force before.")
