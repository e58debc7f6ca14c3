"""`manage.py verify_reviews`: prove every decision again from its sealed verdicts; exit 0 when all hold, 1 when not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from challengebank.models import Decision
from review.queries import broken_decisions


class Command(BaseCommand):
    help = "Prove that every decision follows from verdicts on the exact bytes, as the audit trail knows them."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [f"{decision.version}: {reason}" for decision, reason in broken_decisions()]
        if broken:
            raise CommandError("\n".join([*broken, f"{len(broken)} decisions do not hold."]))
        self.stdout.write(f"Every decision holds: {Decision.objects.count()}.")
