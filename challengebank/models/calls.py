"""Calls to contribute: what writers are asked for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.blueprint import Place
from challengebank.enums import Duration
from challengebank.models.banks import Bank


class Call(models.Model):
    """A hole of a bank, shown to writers until it is filled or closed. `wanted` counts the accepted challenges that
    the place should have in all, so that what is missing follows from the bank itself."""

    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="calls")
    competence = models.CharField(_("competence"), max_length=10)
    level = models.PositiveSmallIntegerField(_("level"))
    item_type = models.CharField(_("type"), max_length=30, blank=True)
    duration = models.CharField(_("duration"), max_length=10, choices=Duration.choices, blank=True)
    discipline = models.CharField(_("discipline"), max_length=100, blank=True)
    wanted = models.PositiveIntegerField(_("wanted"))
    opened_at = models.DateTimeField(_("opened on"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("call to contribute")
        verbose_name_plural = _("calls to contribute")
        ordering = ["competence", "level", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "competence", "level", "item_type", "duration", "discipline"],
                condition=models.Q(closed_at__isnull=True),
                name="call_open_once",
            )
        ]

    @property
    def place(self) -> Place:
        """Where challenges are wanted."""
        return Place(self.competence, self.level, self.item_type, self.duration)
