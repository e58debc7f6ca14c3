"""Which revision of a draft became which version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models import Version
from challengebank.models.immutable import Fact


class Submission(Fact):
    """A revision that was frozen: it is never overwritten, and goes live only when its version is accepted."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="submission")
    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.PROTECT, related_name="submission")

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
