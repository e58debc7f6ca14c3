"""Full text of drafts: one column of folded words a draft, indexed by the database itself.

PostgreSQL: a GIN index on the French vector of the column. SQLite: an FTS5 table that triggers keep true. Both find
words by their beginning, without accents or case; PostgreSQL knows French inflections as well.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import filterfalse
from typing import Any

from django.db import connections, models
from django.db.models.expressions import RawSQL

TABLES = ("authoring_challenge", "authoring_tutorial")
LONGEST = 20_000
"""Characters kept: what comes after adds nothing that one looks for."""

SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS {table}_fts USING fts5(words, content='{table}', content_rowid='id')",
    "CREATE TRIGGER IF NOT EXISTS {table}_fts_insert AFTER INSERT ON {table} BEGIN"
    " INSERT INTO {table}_fts(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER IF NOT EXISTS {table}_fts_delete AFTER DELETE ON {table} BEGIN"
    " INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER IF NOT EXISTS {table}_fts_update AFTER UPDATE OF words ON {table} WHEN old.words <> new.words BEGIN"
    " INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO {table}_fts(rowid, words) VALUES (new.id, new.words); END",
    "INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')",
)
POSTGRESQL = ("CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (to_tsvector('french', words))",)


def install(using: str = "default") -> None:
    """Make the indexes; again makes them true again."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in TABLES:
            for sql in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
                cursor.execute(sql.format(table=table))


def folded(text: str) -> str:
    """Words without accents, case or punctuation, one space between them."""
    bare = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold().replace("œ", "oe").replace("æ", "ae")))


def words_of(texts: Iterable[str]) -> str:
    """What the column holds for these texts."""
    return folded(" ".join(texts))[:LONGEST]


UNSAID = {"id", "type", "strategy", "shape", "coordinates", "tolerances", "image"}


def texts_in(value: Any) -> Iterator[str]:
    """Every text that an author typed in a stored content: options, keys, feedback."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in UNSAID:
                yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def matching(drafts: models.QuerySet[Any], query: str) -> models.QuerySet[Any]:
    """The drafts that have every word of the query, or a word that begins so.

    PostgreSQL's French leaves out little words: of a query that has no other, it is the titles that are read.
    """
    asked = folded(query).split()
    if not asked:
        return drafts.none() if query.strip() else drafts
    table = drafts.model._meta.db_table
    if connections[drafts.db].vendor == "postgresql":
        terms = " & ".join(f"{word}:*" for word in asked)
        if not _says_something(terms, drafts.db):
            return drafts.filter(*(models.Q(title__icontains=word) for word in query.split()))
        vector = f"SELECT id FROM {table} WHERE to_tsvector('french', words) @@ to_tsquery('french', %s)"  # noqa: S608
        found = RawSQL(vector, [terms])  # noqa: S611 - the table is ours
    else:
        rows = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s"  # noqa: S608 - the table is ours
        found = RawSQL(rows, [" ".join(f'"{word}"*' for word in asked)])  # noqa: S611
    return drafts.filter(pk__in=found)


def _says_something(terms: str, using: str) -> bool:
    """Whether PostgreSQL keeps a word of these."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT numnode(to_tsquery('french', %s))", [terms])
        return bool(cursor.fetchone()[0])
