"""Frameworks as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworksConfig(AppConfig):
    """CRCN, DigComp, school vocabularies."""

    name = "frameworks"
    verbose_name = _("Frameworks")
