"""Proposed releases, and the second person's approval."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.banks import Bank
from challengebank.models.immutable import Fact


class Proposal(Fact):
    """A candidate that one operator proposes. `fingerprint` names its exact content."""

    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="proposals")
    fingerprint = models.CharField(max_length=64)
    count = models.PositiveIntegerField(_("number of items"))
    notes = models.TextField(_("notes"), blank=True)
    created_at = models.DateTimeField(_("proposed on"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )

    class Meta:
        verbose_name = _("proposed release")
        verbose_name_plural = _("proposed releases")
        ordering = ["-pk"]


class Approval(Fact):
    """Another operator agrees that the candidate goes out."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="approval")
    created_at = models.DateTimeField(_("approved on"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
