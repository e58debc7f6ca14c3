"""What the rules found in drafts, for lists to be narrowed by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Flaw(models.Model):
    """A rule that finds something in a draft as it was last saved, and how often."""

    document = models.UUIDField(_("draft"))
    rule = models.CharField(_("rule"), max_length=50)
    severity = models.CharField(_("severity"), max_length=7)
    count = models.PositiveSmallIntegerField(_("how often"))

    class Meta:
        verbose_name = _("flaw")
        verbose_name_plural = _("flaws")
        constraints = [models.UniqueConstraint(fields=["document", "rule"], name="flaw_once")]
        indexes = [models.Index(fields=["rule", "document"], name="flaw_by_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.count}"
