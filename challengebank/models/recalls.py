"""Recalls: what is withdrawn everywhere."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.immutable import Fact, FactQuerySet
from challengebank.models.versions import Identity, Version


class RecallQuerySet(FactQuerySet):
    """Recalls by what they withdraw."""

    def of(self, versions: models.QuerySet[Version]) -> "RecallQuerySet":
        """Those that withdraw one of these versions, alone or with all of its challenge."""
        return self.filter(
            models.Q(version__in=versions.order_by().values("pk"))
            | models.Q(identity__in=versions.order_by().values("identity"))
        )


class Recall(Fact):
    """What no bank ships again, why, and what engines do with past answers.

    Either one version, or an identity with all its versions, those to come as well; never both.
    """

    class Urgency(models.TextChoices):
        """How soon engines must stop playing it."""

        NORMAL = "normal", _("at the next update")
        IMMEDIATE = "immediate", _("at once")

        @property
        def delay(self) -> timedelta:
            """How long an engine may stay silent before operators are told."""
            return timedelta(hours=24) if self == Recall.Urgency.IMMEDIATE else timedelta(days=7)

    class PastAnswers(models.TextChoices):
        """What becomes of answers already given."""

        KEEP = "keep", _("keep them")
        NEUTRALISE = "neutralise", _("count them for nobody")
        RESCORE = "rescore", _("score them again")

    version = models.OneToOneField(Version, null=True, on_delete=models.PROTECT, related_name="recall")
    identity = models.OneToOneField(Identity, null=True, on_delete=models.PROTECT, related_name="recall")
    reason = models.TextField(_("reason"))
    urgency = models.CharField(_("urgency"), max_length=20, choices=Urgency.choices)
    past_answers = models.CharField(_("past answers"), max_length=20, choices=PastAnswers.choices)
    created_at = models.DateTimeField(_("recalled on"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )

    objects = RecallQuerySet.as_manager()

    class Meta:
        verbose_name = _("recall")
        verbose_name_plural = _("recalls")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version__isnull=True, identity__isnull=False)
                | models.Q(version__isnull=False, identity__isnull=True),
                name="recall_of_one_thing",
            )
        ]

    @property
    def item(self) -> UUID:
        """The challenge or tutorial withdrawn, in one version or in all."""
        return self.identity_id or self.version.identity_id

    @property
    def due_at(self) -> datetime:
        """When an engine that said nothing is late."""
        return self.created_at + Recall.Urgency(self.urgency).delay

    @property
    def title(self) -> str:
        """The title that people know it by."""
        return (self.version or self.identity.versions.order_by("-number").first()).title
