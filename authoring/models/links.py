"""What is known of the links that documents have."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from authoring.enums import Broken


class LinkCheck(models.Model):
    """The last time that a link was opened. `status` is the HTTP status, 0 when there was no answer."""

    url = models.CharField(_("address"), max_length=2000, unique=True)
    status = models.PositiveSmallIntegerField(_("HTTP status"), default=0)
    reason = models.CharField(_("what is wrong"), max_length=20, choices=Broken.choices, blank=True)
    checked_at = models.DateTimeField(_("checked on"), db_index=True)

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")

    def __str__(self) -> str:
        return self.url
