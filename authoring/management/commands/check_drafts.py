"""`manage.py check_drafts`: look over the drafts that were made or changed many at once. Once a minute is well."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from authoring.domain import look_over_due


class Command(BaseCommand):
    help = "Check the drafts that are due: what the rules find, near-duplicates, new links. Lists are narrowed by it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="every draft, for instance after the rules have changed")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{look_over_due(everything=options['all'])} drafts checked.")
