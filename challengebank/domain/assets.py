"""Storing files by their content."""

import hashlib

from django.core.files.base import ContentFile

from challengebank.models import Asset
from challengebank.storage import note_written


def store_asset(*, content: bytes, media_type: str) -> Asset:
    """The asset of these bytes; storing the same bytes again gives the same row."""
    sha256 = hashlib.sha256(content).hexdigest()
    asset = Asset.objects.filter(pk=sha256).first()
    if asset:
        return asset
    asset = Asset(sha256=sha256, media_type=media_type, size=len(content))
    asset.file.save(sha256, ContentFile(content), save=False)
    note_written(asset.file)
    asset.save()
    return asset
