"""`manage.py remind_reviewers`: remind, take back and escalate what is late. Once a day is enough."""

from typing import Any

from django.core.management.base import BaseCommand

from review.domain import chase_reviews
from review.enums import News


class Command(BaseCommand):
    help = "Remind reviewers whose deadline is near, take late places back, and tell the chief reviewers."

    def handle(self, *args: Any, **options: Any) -> None:
        done = chase_reviews()
        self.stdout.write(
            f"{done[News.REMINDER]} reminded, {done[News.EXPIRED]} places taken back, "
            f"{done[News.ESCALATED]} reviews told to the chief reviewers."
        )
