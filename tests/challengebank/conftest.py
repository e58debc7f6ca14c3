"""Each test has its own storage."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import override_settings

from challengebank.models import Release


@contextmanager
def storages(folder: Path) -> Iterator[Path]:
    """Keys, files and releases are in this folder."""
    with override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Release._meta.get_field("file"), "storage", FileSystemStorage(folder / "releases"))
        yield folder


@pytest.fixture(autouse=True)
def storages_in(settings, tmp_path):
    with storages(tmp_path / "storage") as folder:
        yield folder
