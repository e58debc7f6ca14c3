"""A dump of PostgreSQL restored beside it holds the same releases, each proved against its file."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection

from challengebank.domain import freeze_release
from challengebank.models import Release
from tests.challengebank import factories

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def data(tmp_path, settings, monkeypatch):
    """A data folder of its own."""
    folder = tmp_path / "data"
    settings.DATA_DIR = folder
    storage = FileSystemStorage(folder / "releases", base_url="")
    monkeypatch.setattr(Release._meta.get_field("file"), "storage", storage)
    return folder


@pytest.fixture
def beside():
    """The address of an empty database on the same server, dropped at the end."""
    if connection.vendor != "postgresql" or not shutil.which("pg_dump"):
        pytest.skip("no PostgreSQL, or no pg_dump, here")
    own = connection.settings_dict["NAME"]
    name, url = f"{own}_restored", urlsplit(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield (
        urlunsplit(url._replace(path=f"/{connection.settings_dict['NAME']}")),
        urlunsplit(url._replace(path=f"/{name}")),
    )
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_what_is_restored_is_what_was_released(data, beside, tmp_path):
    factories.accepted(factories.item(1), factories.item(2))
    bank = factories.bank()
    for _turn in range(2):
        freeze_release(actor=factories.operator(), bank=bank, force=True)
    source, target = beside
    _run("pg_dump", "-Fc", "-f", tmp_path / "vivier.dump", source)
    shutil.copytree(data, tmp_path / "restored")
    _run("pg_restore", "--no-owner", "-d", target, tmp_path / "vivier.dump")
    environment = {**os.environ, "DATABASE_URL": target, "VIVIER_DATA_DIR": str(tmp_path / "restored")}
    said = _run(sys.executable, "manage.py", "verify_release", "--all", env=environment)
    assert said.count(" is intact: ") == 2
    _run(sys.executable, "manage.py", "verify_audit", env=environment)


def _run(*command, **options) -> str:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout
