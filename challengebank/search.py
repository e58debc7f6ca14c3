"""Full text of drafts and of versions: one column of folded words a row, indexed by the database itself.

PostgreSQL: the French vector of the column, in another that the database writes, and a GIN index. SQLite: an
FTS5 table that triggers keep true. Both find words by their beginning, without accents or case; PostgreSQL knows French
inflections as well. A page of the newest reads no more of a word that every row has than of any other.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import filterfalse
from typing import Any

from django.db import connections, models
from django.db.models.expressions import RawSQL

Rows = models.QuerySet[Any]

LONGEST = 20_000
"""Characters kept: what comes after adds nothing that one looks for."""

SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS {table}_fts USING fts5(words, content='{table}', content_rowid='{key}')",
    "CREATE TRIGGER IF NOT EXISTS {table}_fts_insert AFTER INSERT ON {table} BEGIN"
    " INSERT INTO {table}_fts(rowid, words) VALUES (new.{key}, new.words); END",
    "CREATE TRIGGER IF NOT EXISTS {table}_fts_delete AFTER DELETE ON {table} BEGIN"
    " INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.{key}, old.words); END",
    "CREATE TRIGGER IF NOT EXISTS {table}_fts_update AFTER UPDATE OF words ON {table} WHEN old.words <> new.words BEGIN"
    " INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.{key}, old.words);"
    " INSERT INTO {table}_fts(rowid, words) VALUES (new.{key}, new.words); END",
    "INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')",
)
POSTGRESQL = (
    "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS vector tsvector"
    " GENERATED ALWAYS AS (to_tsvector('french', words)) STORED",
    "CREATE INDEX IF NOT EXISTS {table}_vector ON {table} USING gin (vector)",
    "DROP INDEX IF EXISTS {table}_words",
    "ANALYZE {table}",
)
"""Stored, for a plan that looks at rows one by one: to make the vector of a row takes longer than to read it."""


def install(*models: type[models.Model], using: str = "default") -> None:
    """Make the indexes of these models; again makes them true again."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for model in models:
            table, key = _names(model)
            for sql in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
                cursor.execute(sql.format(table=table, key=key))


def folded(text: str) -> str:
    """Words without accents, case or punctuation, one space between them."""
    bare = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold().replace("œ", "oe").replace("æ", "ae")))


def words_of(texts: Iterable[str]) -> str:
    """What the column holds for these texts."""
    return folded(" ".join(texts))[:LONGEST]


def matching(rows: Rows, query: str, *, words: type[models.Model] | None = None) -> Rows:
    """The rows that have every word of the query, or a word that begins so.

    Their words are their own, or in a row of the model `words` with the same key. PostgreSQL's French leaves out little
    words: of a query that has no other, it is the titles that are read.
    """
    asked = folded(query).split()
    if not asked:
        return rows.none() if query.strip() else rows
    if connections[rows.db].vendor != "postgresql":
        return _in_sqlite(rows, " ".join(f'"{word}"*' for word in asked), words)
    terms = " & ".join(f"{word}:*" for word in asked)
    if not _says_something(terms, rows.db):
        return rows.filter(*(models.Q(title__icontains=word) for word in query.split()))
    return _in_postgresql(rows, terms, words)


def _in_postgresql(rows: Rows, terms: str, words: type[models.Model] | None) -> Rows:
    table, key = _names(words or rows.model)
    says = f"{table}.vector @@ to_tsquery('french', %s)"
    if words:
        return rows.filter(pk__in=RawSQL(f"SELECT {key} FROM {table} WHERE {says}", [terms]))  # noqa: S608, S611 - ours
    return rows.extra(where=[says], params=[terms])  # noqa: S610 - ours


def _in_sqlite(rows: Rows, terms: str, words: type[models.Model] | None) -> Rows:
    table, key = _names(words or rows.model)
    fts = f"{table}_fts"
    if words:
        return rows.filter(pk__in=RawSQL(f"SELECT rowid FROM {fts} WHERE {fts} MATCH %s", [terms]))  # noqa: S608, S611
    found = rows.extra(tables=[fts], where=[f"{fts}.rowid = {table}.{key}", f"{fts} MATCH %s"], params=[terms])  # noqa: S610
    newest_first = rows.query.order_by in (("-pk",), ("-id",))
    return found.extra(order_by=[f"-{fts}.rowid"]) if newest_first else found  # noqa: S610 - FTS5 reads in that order


def _names(model: type[models.Model]) -> tuple[str, str]:
    """Those of its table and of its key."""
    return model._meta.db_table, model._meta.pk.column


def _says_something(terms: str, using: str) -> bool:
    """Whether PostgreSQL keeps a word of these."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT numnode(to_tsquery('french', %s))", [terms])
        return bool(cursor.fetchone()[0])
