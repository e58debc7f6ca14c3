"""Webhooks: addresses of engines that are told of releases and recalls, and each attempt to tell them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.engines import Engine


class Webhook(models.Model):
    """An engine's address. Its secret follows from the installation's own key and from `turn`: it is stored nowhere."""

    engine = models.ForeignKey(Engine, on_delete=models.CASCADE, related_name="webhooks", verbose_name=_("engine"))
    address = models.URLField(_("address"), max_length=500)
    turn = models.PositiveIntegerField(default=1)
    active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["engine__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["engine", "address"], name="webhook_once")]

    def __str__(self) -> str:
        return self.address


class Delivery(models.Model):
    """One message to one webhook: written in the transaction of what it tells, then sent until it is taken."""

    class Event(models.TextChoices):
        """What is told."""

        RELEASED = "release.published", _("released")
        RECALLED = "recall.issued", _("recalled")
        TEST = "webhook.test", _("test")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        GIVEN_UP = "given up", _("given up")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(_("event"), max_length=30, choices=Event.choices)
    payload = models.JSONField()
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("told on"))
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_at"])]
