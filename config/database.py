"""One database by DATABASE_URL: SQLite in a local file by default, PostgreSQL by its address alone."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
    "PRAGMA mmap_size=2147483648;"  # what counts a whole bank reads its file in memory, twice as fast
)


def database(folder: Path) -> dict[str, Any]:
    """The DATABASES entry. SQLite gets WAL, foreign keys, a busy timeout and IMMEDIATE transactions."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        settings: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "db.sqlite3")}
    else:
        settings = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["CONN_MAX_AGE"] = 60  # opening a file and its pragmas costs more than most requests
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
        # A file, not memory: threads of a live server see the same rows, and WAL is what runs in production.
        settings["TEST"] = {"NAME": str(folder / "test.sqlite3")}
    if settings["ENGINE"] == "django.db.backends.postgresql":
        settings["ENGINE"] = "config.postgresql"
        settings["OPTIONS"] = {"prepare_threshold": 5, **settings.get("OPTIONS", {})}  # see queries/compiled.py
    return settings
