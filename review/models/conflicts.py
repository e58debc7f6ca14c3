"""Conflicts of interest that people declare."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclaredConflict(models.Model):
    """Two people who do not judge each other's work, whoever of them said so."""

    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="declared_conflicts"
    )
    other = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("with whom")
    )
    declared_at = models.DateTimeField(_("declared on"))

    class Meta:
        verbose_name = _("declared conflict of interest")
        verbose_name_plural = _("declared conflicts of interest")
        constraints = [models.UniqueConstraint(fields=["declared_by", "other"], name="conflict_declared_once")]

    def __str__(self) -> str:
        return f"{self.declared_by} / {self.other}"
