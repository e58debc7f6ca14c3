"""Each test has its own storage."""

import pytest
from django.core.files.storage import FileSystemStorage

from challengebank.models import Release


@pytest.fixture(autouse=True)
def storages_in(settings, tmp_path, monkeypatch):
    folder = tmp_path / "storage"
    settings.DATA_DIR = folder
    settings.MEDIA_ROOT = folder / "media"
    monkeypatch.setattr(Release._meta.get_field("file"), "storage", FileSystemStorage(folder / "releases"))
    return folder
