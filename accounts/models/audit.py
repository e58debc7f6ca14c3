"""The audit trail: append-only rows, each bound to the one before by its hash."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One act. `actor_key` is a pseudonym: the person behind it can be erased without breaking the chain."""

    sequence = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
        verbose_name=_("who"),
    )
    actor_key = models.CharField(max_length=64)
    act = models.CharField(_("act"), max_length=60)
    subject = models.CharField(_("on what"), max_length=120)
    data = models.JSONField(_("details"), default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit trail")
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.act} {self.subject}"
