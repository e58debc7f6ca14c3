"""Each test has its own storage, the frameworks, and what Wagtail's migrations would have made."""

import pytest
from wagtail.models import Collection, Locale, Page

from authoring.models import Challenge, Tutorial
from challengebank.search import install
from frameworks.domain import load_frameworks


@pytest.fixture
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def frameworks(db, storage):
    load_frameworks()
    install(Challenge, Tutorial)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    Locale.objects.get_or_create(language_code="fr")
    if not Page.objects.exists():
        Page.add_root(title="Root")
