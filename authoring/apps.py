"""Authoring as a Django application."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuthoringConfig(AppConfig):
    """The writer's desk."""

    name = "authoring"
    verbose_name = _("Authoring")

    def ready(self) -> None:
        """Take the place of Wagtail's default permissions, and listen to reviews."""
        from wagtail.permissions import register_permission_policy

        from authoring.models import Challenge, File, Picture, Tutorial
        from authoring.policies import UploadPolicy, WritingPolicy
        from authoring.signals import follow_review
        from review.signals import review_closed

        for model in (Challenge, Tutorial):
            register_permission_policy(model, WritingPolicy(model))
        for model in (Picture, File):
            register_permission_policy(model, UploadPolicy(model), exact_class=True)
        post_migrate.connect(index_words, sender=self)
        review_closed.connect(follow_review, dispatch_uid="authoring.follow_review")


def index_words(*, using: str, plan: Sequence[Any] = (), **_options: Any) -> None:
    """Make the full-text indexes, when migrations really ran: SQLite drops triggers when it rebuilds a table."""
    from authoring.models import Challenge, Tutorial
    from challengebank.search import install

    if plan:
        install(Challenge, Tutorial, using=using)
