"""`manage.py rebuild_fingerprints`: write the index of near-duplicates again, while it serves."""

from typing import Any

from django.core.management.base import BaseCommand

from authoring.domain import rebuild_fingerprints


class Command(BaseCommand):
    help = "Write the index of near-duplicates again, from every draft and newest version."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_fingerprints()} texts indexed.")
