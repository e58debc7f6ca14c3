"""The bank as a Django application."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ChallengebankConfig(AppConfig):
    """Versions, decisions, banks, releases."""

    name = "challengebank"
    verbose_name = _("Challenge bank")

    def ready(self) -> None:
        """Facts get their triggers after each run of migrations: SQLite drops them when it rebuilds a table."""
        post_migrate.connect(protect_facts, sender=self)


def protect_facts(*, using: str, plan: Sequence[Any] = (), **_options: Any) -> None:
    """Install the triggers, when migrations really ran."""
    from challengebank import search, standings, triggers
    from challengebank.models import VersionWords

    if plan:
        triggers.install(using)
        standings.install(using)
        search.install(VersionWords, using=using)
