"""Review as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """Policies, reviews, verdicts."""

    name = "review"
    verbose_name = _("Review")

    def ready(self) -> None:
        """Hold Wagtail's workflows while reviews run, and tell people of reviews in our own words only."""
        from review import gate  # noqa: F401
        from review.mail import silence_workflows

        silence_workflows()
