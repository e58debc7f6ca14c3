"""What every test shares."""

import pytest

pytest_plugins = ["tests.browser"]


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Pages are drawn without a manifest of static files, which only `collectstatic` makes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


def pytest_addoption(parser):
    parser.addoption("--update-openapi", action="store_true", help="write the API's description again")
