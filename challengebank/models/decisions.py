"""Decisions: what became of a version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.enums import Outcome
from challengebank.models.immutable import Fact
from challengebank.models.versions import Version


class Decision(Fact):
    """The one outcome of a version's review, with the policy it ran under and its evidence under pseudonyms.

    Written by the review's own verb when its quorum is in, and by nothing else.
    """

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    decided_at = models.DateTimeField(_("decided on"))
    policy = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["-decided_at", "-version"], name="decision_newest")]
