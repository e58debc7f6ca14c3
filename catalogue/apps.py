"""The catalogue as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Public pages."""

    name = "catalogue"
    verbose_name = _("Catalogue")
