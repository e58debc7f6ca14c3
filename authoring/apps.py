"""The writer's desk as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthoringConfig(AppConfig):
    """Challenge and tutorial drafts."""

    name = "authoring"
    verbose_name = _("Writing")
