"""Recalls: versions withdrawn everywhere."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.immutable import Fact
from challengebank.models.versions import Version


class Recall(Fact):
    """A version that no bank ships again, why, and what engines do with past answers."""

    class Urgency(models.TextChoices):
        """How soon engines must stop playing it."""

        NORMAL = "normal", _("at the next update")
        IMMEDIATE = "immediate", _("at once")

    class PastAnswers(models.TextChoices):
        """What becomes of answers already given."""

        KEEP = "keep", _("keep them")
        NEUTRALISE = "neutralise", _("count them for nobody")
        RESCORE = "rescore", _("score them again")

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="recall")
    reason = models.TextField(_("reason"))
    urgency = models.CharField(_("urgency"), max_length=20, choices=Urgency.choices)
    past_answers = models.CharField(_("past answers"), max_length=20, choices=PastAnswers.choices)
    created_at = models.DateTimeField(_("recalled on"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )

    class Meta:
        verbose_name = _("recall")
        verbose_name_plural = _("recalls")
