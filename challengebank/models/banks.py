"""Banks: what is selected, for which engines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.enums import Purpose
from challengebank.selection import SelectionRules


class Bank(models.Model):
    """A selection of eligible versions by rules. `rules` is a SelectionRules document in plain JSON."""

    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    framework = models.SlugField(_("framework"), default="crcn")
    locale = models.CharField(_("language"), max_length=10, default="fr")
    rules = models.JSONField(_("selection rules"), default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("bank")
        verbose_name_plural = _("banks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def selection(self) -> SelectionRules:
        """The typed rules."""
        return SelectionRules.read(self.rules)
