"""Jobs: long work done in the background, seen while it runs."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challengebank.models.banks import Bank

DEAD_AFTER = timedelta(minutes=3)


class Job(models.Model):
    """One piece of long work on a bank: what was asked, how far it is, how it ended.

    `beat_at` moves while a worker lives: a running job whose beat stopped is dead, and can be started again.
    """

    class Kind(models.TextChoices):
        """What is done."""

        RELEASE = "release", _("release")
        EXAM = "exam", _("exam proof")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    UNDER_WAY = (State.WAITING, State.RUNNING)

    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    arguments = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.WAITING)
    step = models.CharField(_("step"), max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(_("error"), blank=True)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def dead(self) -> bool:
        """Whether it should be running and gives no sign of life."""
        silent = self.beat_at is not None and timezone.now() - self.beat_at > DEAD_AFTER
        return self.state == self.State.RUNNING and silent

    @property
    def alive(self) -> bool:
        """Whether somebody works on it, or will."""
        return self.state in self.UNDER_WAY and not self.dead

    @property
    def seconds_left(self) -> int | None:
        """About how long it still takes; None when nothing tells."""
        if not (self.done and self.total and self.started_at and self.beat_at):
            return None
        return round((self.beat_at - self.started_at).total_seconds() * (self.total - self.done) / self.done)
