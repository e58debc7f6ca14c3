"""Full text of drafts: one column of folded words a draft, indexed by the database itself.

PostgreSQL: the French vector of the column, in another that the database writes, and a GIN index. SQLite: an
FTS5 table that triggers keep true. Both find words by their beginning, without accents or case; PostgreSQL knows French
inflections as well. A page of the newest reads no more of a word that every draft has than of any other.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import filterfalse
from typing import Any

from django.db import connections, models

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
POSTGRESQL = (
    "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS vector tsvector"
    " GENERATED ALWAYS AS (to_tsvector('french', words)) STORED",
    "CREATE INDEX IF NOT EXISTS {table}_vector ON {table} USING gin (vector)",
    "DROP INDEX IF EXISTS {table}_words",
    "ANALYZE {table}",
)
"""Stored, for a plan that looks at rows one by one: to make the vector of a row takes longer than to read it."""


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


def words_of(texts: Iterable[str], content: Iterable[Mapping[str, Any]] = ()) -> str:
    """What the column holds for these texts, and those of a content as it is stored."""
    return folded(" ".join([*texts, *texts_in([block["value"] for block in content])]))[:LONGEST]


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
        return drafts.extra(where=[f"{table}.vector @@ to_tsquery('french', %s)"], params=[terms])  # noqa: S610 - ours
    fts, terms = f"{table}_fts", " ".join(f'"{word}"*' for word in asked)
    found = drafts.extra(tables=[fts], where=[f"{fts}.rowid = {table}.id", f"{fts} MATCH %s"], params=[terms])  # noqa: S610
    newest_first = drafts.query.order_by in (("-pk",), ("-id",))
    return found.extra(order_by=[f"-{fts}.rowid"]) if newest_first else found  # noqa: S610 - FTS5 reads in that order


def _says_something(terms: str, using: str) -> bool:
    """Whether PostgreSQL keeps a word of these."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT numnode(to_tsquery('french', %s))", [terms])
        return bool(cursor.fetchone()[0])
