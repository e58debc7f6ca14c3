"""`manage.py load_frameworks`: CRCN, DigComp and school vocabularies, from the project's data files."""

from typing import Any

from django.core.management.base import BaseCommand

from frameworks.domain import load_frameworks
from frameworks.models import Competence, Discipline, Framework


class Command(BaseCommand):
    help = "Load CRCN, DigComp 2.2 and 3.0 and the school vocabularies. Loading again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        load_frameworks()
        self.stdout.write(
            f"{Framework.objects.count()} frameworks, {Competence.objects.count()} competences, "
            f"{Discipline.objects.count()} disciplines."
        )
