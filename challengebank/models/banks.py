"""Banks: what is selected, for which engines, and what must be covered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.blueprint import Blueprint
from challengebank.enums import Channel, Purpose
from challengebank.models.immutable import Fact
from challengebank.selection import SelectionRules


class Terms(models.Model):
    """What an operator may change of a bank. `rules` is a SelectionRules, `blueprint` a Blueprint, in plain JSON."""

    name = models.CharField(_("name"), max_length=200)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices, default=Channel.PRODUCTION)
    rules = models.JSONField(_("selection rules"), default=dict, blank=True)
    blueprint = models.JSONField(_("blueprint"), default=dict, blank=True)

    class Meta:
        abstract = True

    @property
    def selection(self) -> SelectionRules:
        """The typed rules."""
        return SelectionRules.read(self.rules)

    @property
    def plan(self) -> Blueprint:
        """The typed blueprint."""
        return Blueprint.read(self.blueprint)


class Bank(Terms):
    """A selection of eligible versions by rules, as it stands now."""

    slug = models.SlugField(_("short name"), unique=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    framework = models.SlugField(_("framework"), default="crcn")
    locale = models.CharField(_("language"), max_length=10, default="fr")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("bank")
        verbose_name_plural = _("banks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BankState(Terms, Fact):
    """A bank as it stood from a date on: one row a change, so that any rule of the past can be read again."""

    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="states")
    created_at = models.DateTimeField(_("changed on"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )

    class Meta:
        verbose_name = _("state of a bank")
        verbose_name_plural = _("states of banks")
        ordering = ["-pk"]
