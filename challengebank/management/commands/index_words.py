"""`manage.py index_words`: let the public search find what an older site froze while it was being replaced."""

from typing import Any

from django.core.management.base import BaseCommand

from challengebank.domain import index_words


class Command(BaseCommand):
    help = "Write the words of the training versions that the public search does not find yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_words()} versions indexed.")
