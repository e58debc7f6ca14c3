"""What PostgreSQL spends for us."""

import os
from pathlib import Path

from django.db import connection


def serving() -> float:
    """Seconds of processor that PostgreSQL's process for this connection has used; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
