"""Versions as they were frozen, read at the speed of the database: for releases, which read a hundred thousand."""

from collections.abc import Iterator, Sequence

import orjson
from django.db import connection

from challengebank.models import Decision, Version

PAGE = 1000
COLUMNS = {
    "sqlite": """version.id, substr(identity_id, 1, 8) || '-' || substr(identity_id, 9, 4) || '-' ||
        substr(identity_id, 13, 4) || '-' || substr(identity_id, 17, 4) || '-' || substr(identity_id, 21),
        number, digest,
        replace(decided_at, ' ', 'T') || '+00:00', CAST(policy AS text), """,
    "postgresql": """version.id, identity_id::text, number, digest,
        replace(to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '') || '+00:00',
        policy::text, """,
}
DOCUMENT = {"sqlite": "CAST(document AS text)", "postgresql": "convert_from(document, 'UTF8')"}
KEYS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT jsonb_array_elements_text(%s::jsonb)::bigint",
}
SQL = (
    f"SELECT %s FROM {Version._meta.db_table} version JOIN {Decision._meta.db_table} decision "  # noqa: S608
    "ON decision.version_id = version.id WHERE version.id IN (%s)"
)


Row = tuple[int, str, int, str, str, str, str]


def frozen(keys: Sequence[int], *, documents: bool) -> Iterator[list[Row]]:
    """The versions of these keys that were decided, in their order, a thousand at a time.

    Each as its key, identity, number, digest, date and policy of the decision, and document when asked for: text as the
    manifest writes it. Text is what both databases hand over fastest, documents included.
    """
    columns = COLUMNS[connection.vendor] + (DOCUMENT[connection.vendor] if documents else "''")
    sql = SQL % (columns, KEYS[connection.vendor])
    for start in range(0, len(keys), PAGE):
        page = keys[start : start + PAGE]
        with connection.cursor() as cursor:
            cursor.execute(sql, [orjson.dumps(page).decode()])
            found = {row[0]: row for row in cursor.fetchall()}
        yield [found[key] for key in page]
