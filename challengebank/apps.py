"""The bank as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChallengebankConfig(AppConfig):
    """Versions, decisions, banks, releases."""

    name = "challengebank"
    verbose_name = _("Challenge bank")
