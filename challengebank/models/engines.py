"""Engines: the programs that play banks, their keys, and what they said of recalls."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.banks import Bank
from challengebank.models.immutable import Fact
from challengebank.models.recalls import Recall


class Engine(models.Model):
    """A program that plays challenges, and the banks it may read."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    banks = models.ManyToManyField(Bank, verbose_name=_("banks"), related_name="engines", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("engine")
        verbose_name_plural = _("engines")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EngineKey(models.Model):
    """A key of an engine: shown once, kept as a SHA-256 (the key itself is 256 random bits)."""

    engine = models.ForeignKey(Engine, on_delete=models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires on"))
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    used_at = models.DateTimeField(_("last used on"), null=True, blank=True)
    used_from = models.GenericIPAddressField(_("last used from"), null=True, blank=True)

    class Meta:
        verbose_name = _("engine key")
        verbose_name_plural = _("engine keys")


class Acknowledgement(Fact):
    """An engine says that it obeys a recall."""

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="acknowledgements")
    engine = models.ForeignKey(Engine, on_delete=models.PROTECT, related_name="acknowledgements")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [models.UniqueConstraint(fields=["recall", "engine"], name="acknowledged_once")]
