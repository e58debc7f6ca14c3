"""`manage.py send_discussion_digests`: one e-mail a person with what was said to that person. Once a day is enough."""

from typing import Any

from django.core.management.base import BaseCommand

from authoring.domain import send_discussion_digests


class Command(BaseCommand):
    help = "Send each person the messages of discussions that were neither read nor mailed yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_discussion_digests()} e-mails sent.")
