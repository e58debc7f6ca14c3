"""`manage.py escalate_recalls`: tell operators which engines stay silent on a recall. Run it every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from challengebank.domain import escalate_recalls


class Command(BaseCommand):
    help = "Mail operators the engines that did not acknowledge a recall within its delay; each is told once."

    def handle(self, *args: Any, **options: Any) -> None:
        for row in escalate_recalls():
            self.stdout.write(f"{row.engine} says nothing of recall {row.recall_id}.")
