"""`manage.py deliver_webhooks`: try the messages whose time has come. Run it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from challengebank.domain import deliver_due


class Command(BaseCommand):
    help = "Send the webhooks' messages that wait; needed where the tasks' backend cannot put a task off."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{deliver_due()} messages were tried.")
