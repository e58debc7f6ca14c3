"""Settings come from the environment, and production passes Django's own check without a warning."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False)


def test_production_passes_the_deployment_check(tmp_path):
    done = run(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        VIVIER_DATA_DIR=str(tmp_path),
        SECRET_KEY=secrets.token_urlsafe(64),
        SITE_URL="https://vivier.example",
        ALLOWED_HOSTS="vivier.example",
    )
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


@pytest.mark.parametrize(
    ("url", "engine"),
    [("", "django.db.backends.sqlite3"), ("postgres://a:b@127.0.0.1/vivier", "config.postgresql")],
)
def test_the_database_follows_its_address_alone(tmp_path, url, engine):
    script = "from django.conf import settings; print(settings.DATABASES['default']['ENGINE'])"
    done = run("shell", "--no-imports", "-c", script, VIVIER_DATA_DIR=str(tmp_path), DATABASE_URL=url)
    assert done.stdout.strip() == engine


def test_sqlite_waits_writes_ahead_and_holds_foreign_keys(tmp_path):
    script = (
        "from django.db import connection as c; c.ensure_connection();"
        "names = ('journal_mode', 'foreign_keys', 'busy_timeout');"
        "print(*(c.cursor().execute(f'PRAGMA {name}').fetchone()[0] for name in names))"
    )
    done = run("shell", "--no-imports", "-c", script, VIVIER_DATA_DIR=str(tmp_path))
    assert done.stdout.strip() == "wal 1 20000"


def test_a_yes_or_no_variable_that_is_neither_is_refused(tmp_path):
    done = run("check", VIVIER_DATA_DIR=str(tmp_path), DEBUG="maybe")
    assert "DEBUG must be 1 or 0, not 'maybe'" in done.stderr


def test_the_secret_key_is_made_once_for_its_owner_only(tmp_path):
    script = "from django.conf import settings; print(settings.SECRET_KEY)"
    keys = {run("shell", "--no-imports", "-c", script, VIVIER_DATA_DIR=str(tmp_path)).stdout for _ in range(2)}
    assert len(keys) == 1
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
