"""Calibration: flawed documents put in the queue to see who finds the flaws."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from review.models.reviews import Review


class Calibration(models.Model):
    """A review whose flaws are known in advance, to chief reviewers only. It never makes a decision."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="calibration")
    flaws = models.JSONField(_("criteria planted with a flaw"), default=list)

    class Meta:
        verbose_name = _("calibration")
        verbose_name_plural = _("calibrations")

    def __str__(self) -> str:
        return f"{self.review} · {', '.join(self.flaws)}"
