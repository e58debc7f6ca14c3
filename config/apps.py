"""The project itself as a Django application: its system checks."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings and addresses."""

    name = "config"
    verbose_name = "Vivier"
