"""What every test shares."""

import os

import hypothesis
import pytest
from django.conf import settings as site
from django.db import transaction

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
"""Fixtures that let a test touch the database, as the mark `django_db` does."""

hypothesis.settings.register_profile(
    "repeatable",  # the same examples each time, however slow the machine; VIVIER_EXPLORE=1 looks for new ones
    derandomize="VIVIER_EXPLORE" not in os.environ,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    database=None,
)
hypothesis.settings.load_profile("repeatable")

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables are made without migrations: what these add in SQL comes after."""
    from django.test import TransactionTestCase

    from challengebank import search, standings
    from challengebank.models import VersionWords
    from tests.emptying import empty

    TransactionTestCase._fixture_teardown = empty
    with django_db_blocker.unblock():
        standings.install()
        search.install(VersionWords)


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup, django_db_blocker):
    """Rows made after this stay for all tests of the module: each rolls back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Pages are drawn without a manifest of static files, which only `collectstatic` makes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _api_without_memory(settings):
    """One test's releases are not those of the next, under the same names."""
    settings.VIVIER_API_MEMORY = 0


def pytest_collection_modifyitems(items):
    """What may not touch the database says the same whatever it is: it is tried on SQLite."""
    if site.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        for item in items:
            if item.get_closest_marker("django_db") is None and DATABASE.isdisjoint(item.fixturenames):
                item.add_marker(pytest.mark.skip(reason="touches no database: tried on SQLite"))


def pytest_addoption(parser):
    parser.addoption("--update-openapi", action="store_true", help="write the API's description again")
