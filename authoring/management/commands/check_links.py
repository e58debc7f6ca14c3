"""`manage.py check_links`: open the links of drafts and of what may be shipped. Once a night is enough."""

from typing import Any

from django.core.management.base import BaseCommand

from authoring.domain import check_all_links


class Command(BaseCommand):
    help = (
        "Open every https link of drafts and eligible versions that was not checked lately; authors see the dead ones."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check_all_links()
        for row in checked:
            if row.reason:
                self.stdout.write(f"{row.url}: {row.get_reason_display()} ({row.status})")
        broken = sum(bool(row.reason) for row in checked)
        self.stdout.write(f"{len(checked)} links opened, {broken} broken.")
