"""`manage.py send_review_digest`: one e-mail a person with the news of his reviews. Once a day is enough."""

from typing import Any

from django.core.management.base import BaseCommand

from review.domain import send_digests


class Command(BaseCommand):
    help = "Send each person the news of reviews that he has neither read nor received yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_digests()} e-mails sent.")
