"""`manage.py verify_audit`: walk the audit chain; exit 0 when it holds, 1 when not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.domain import verify_audit
from accounts.domain.audit import head


class Command(BaseCommand):
    help = "Prove that no row of the audit trail was changed, removed or inserted."

    def handle(self, *args: Any, **options: Any) -> None:
        if broken := verify_audit():
            raise CommandError(f"the audit trail does not hold: {broken.reason}.")
        sequence, digest = head()
        self.stdout.write(f"The audit trail holds: {sequence} rows, head {digest}.")
