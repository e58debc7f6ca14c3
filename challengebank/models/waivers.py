"""Waivers: why a version was submitted in spite of a warning."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.immutable import Fact
from challengebank.models.versions import Version


class Waiver(Fact):
    """One rule that warned about a version, and the reason its author signed. Reviewers read it beside the warning."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="waivers")
    rule = models.CharField(_("rule"), max_length=60)
    reason = models.TextField(_("reason"))
    signed_at = models.DateTimeField(_("signed on"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [models.UniqueConstraint(fields=["version", "rule"], name="waiver_once")]
