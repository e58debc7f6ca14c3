"""Versions as they were frozen, read at the speed of the database: for releases, which read a hundred thousand."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import orjson
from django.db import connection

from challengebank.models import Decision, Version

PAGE = 1000
COLUMNS = {
    "sqlite": """version.id, substr(identity_id, 1, 8) || '-' || substr(identity_id, 9, 4) || '-' ||
        substr(identity_id, 13, 4) || '-' || substr(identity_id, 17, 4) || '-' || substr(identity_id, 21),
        number, digest,
        replace(decided_at, ' ', 'T') || '+00:00', CAST(policy AS text), {document}""",
    "postgresql": """version.id, identity_id::text, number, digest,
        replace(to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '') || '+00:00',
        policy::text, {document}""",
}
KEYS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT jsonb_array_elements_text(%s::jsonb)::bigint",
}
SQL = (
    f"SELECT %s FROM {Version._meta.db_table} version JOIN {Decision._meta.db_table} decision "  # noqa: S608
    "ON decision.version_id = version.id WHERE version.id IN (%s)"
)


class Frozen(NamedTuple):
    """What a release says of a version: text as the manifest writes it; the document only when it was asked for."""

    key: int
    id: str
    number: int
    digest: str
    decided_at: str
    policy: str
    document: bytes


def frozen(keys: Sequence[int], *, documents: bool) -> Iterator[list[Frozen]]:
    """The versions of these keys that were decided, in their order, a thousand at a time."""
    columns = COLUMNS[connection.vendor].format(document="document" if documents else "NULL")
    sql = SQL % (columns, KEYS[connection.vendor])
    for start in range(0, len(keys), PAGE):
        page = keys[start : start + PAGE]
        with connection.cursor() as cursor:
            cursor.execute(sql, [orjson.dumps(page).decode()])
            found = {row[0]: row for row in cursor.fetchall()}
        yield [Frozen._make(found[key]) for key in page]
