"""The site's pages, the frameworks, and storage of each test's own."""

import pytest
from django.core.cache import cache
from wagtail.models import Locale, Page, Site

from catalogue.models import HomePage
from frameworks.domain import load_frameworks
from tests.challengebank.conftest import storages_in  # noqa: F401 - a fixture


@pytest.fixture
def site(db):
    load_frameworks()
    Locale.objects.get_or_create(language_code="fr")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = root.add_child(
        instance=HomePage(title="S’entraîner au numérique", slug="accueil", intro="Des **épreuves**.")
    )
    Site.objects.all().delete()
    return Site.objects.create(hostname="localhost", is_default_site=True, root_page=home)


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()
