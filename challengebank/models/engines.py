"""Engines: the programs that play banks, their keys, and what they said of recalls."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challengebank.enums import Channel
from challengebank.models.banks import Bank
from challengebank.models.immutable import Fact
from challengebank.models.recalls import Recall


class EngineQuerySet(models.QuerySet["Engine"]):
    """Engines by their keys."""

    def alive(self) -> "EngineQuerySet":
        """Those that can call: they have a key that is neither revoked nor expired."""
        living = EngineKey.objects.filter(revoked_at=None, expires_at__gt=timezone.now())
        return self.filter(pk__in=living.values("engine"))


class Engine(models.Model):
    """A program that plays challenges, the banks it may read, and how far along their way."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    banks = models.ManyToManyField(Bank, verbose_name=_("banks"), related_name="engines", blank=True)
    channel = models.CharField(
        _("channel"),
        max_length=20,
        default=Channel.PRODUCTION,
        choices=[(Channel.PRODUCTION, _("banks in production")), (Channel.STAGING, _("banks in staging as well"))],
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EngineQuerySet.as_manager()

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


class Escalation(Fact):
    """Operators were told that an engine stays silent on a recall."""

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="escalations")
    engine = models.ForeignKey(Engine, on_delete=models.PROTECT, related_name="escalations")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        constraints = [models.UniqueConstraint(fields=["recall", "engine"], name="escalated_once")]
