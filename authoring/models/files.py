"""Images and files that authors upload. Each knows the SHA-256 and the media type of its bytes, as documents need."""

import hashlib
import mimetypes
import secrets
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Hashed(models.Model):
    """A file with the facts that a document says of it."""

    name = models.CharField(_("file name"), max_length=255, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Read the bytes of a new file once."""
        if self.file and not self.file._committed:
            content = self.content()
            self.sha256, self.file_size = hashlib.sha256(content).hexdigest(), len(content)
            self.name = Path(self.file.name).name[:255]
            self.media_type = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        super().save(*args, **kwargs)

    def content(self) -> bytes:
        """The bytes."""
        with self.open_file() as file:
            content: bytes = file.read()
            file.seek(0)
        return content


class Picture(Hashed, AbstractImage):
    """An image. Its address cannot be guessed: certification images are secret."""

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        return f"images/{secrets.token_hex(16)}{Path(filename).suffix.lower()}"


class Rendition(AbstractRendition):
    """An image in another size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class File(Hashed, AbstractDocument):
    """A file to open or to download."""

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
