"""Files by their content."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.immutable import Fact


class Asset(Fact):
    """A file, named by the SHA-256 of its bytes: the same file is stored once."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    file = models.FileField(upload_to="assets/")

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
