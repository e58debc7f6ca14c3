"""Looking up near-duplicates in the whole bank, drafts and versions together."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from challengebank.models import Fingerprint, FingerprintBand
from items import similar
from items.document import Item

TEXTS = 10_000
"""The most texts that a batch brings into memory, which says how many items are looked up together."""
MOST_SHARED = 200_000
"""Rows read for a batch: beyond, they are copies of one another."""
CANDIDATES = 100
"""The most texts that one look-up compares, those with the most bands in common first."""
COMPARED = 10
"""How many it compares for each that is wanted."""

Numbers = NDArray[np.int64]
Readable = Callable[[set[UUID]], set[UUID]]
"""Which of these documents the reader may open."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A challenge that is close to another one.

    `document` is None, and nothing but `whole` is said, when the reader may not open it: look-ups must not reveal, word
    after word, what a secret challenge contains. `relative` says that both are of one family: no accident.
    """

    document: UUID | None
    whole: float
    shared: tuple[str, ...]
    relative: bool


def similar_to(item: Item, *, readable: Readable, limit: int = 10) -> list[Similar]:
    """The challenges closest to an item, itself apart, closest first."""
    return similar_to_each([item], similar.fingerprints([item]), readable=readable, limit=limit)[0]


def similar_to_each(
    items: Sequence[Item], marks: Sequence[similar.Fingerprint], *, readable: Readable, limit: int = 10
) -> list[list[Similar]]:
    """The same for many items, whose fingerprints are known, with few look-ups for all."""
    most = 1 + min(CANDIDATES, COMPARED * limit)
    size = TEXTS // most
    parts = (slice(start, start + size) for start in range(0, len(items), size))
    near = [found for part in parts for found in _look_up(items[part], marks[part], most, limit)]
    allowed = readable({row.document for pairs in near for row, _ in pairs})
    return [
        [_similar(item, row, likeness, row.document in allowed) for row, likeness in pairs]
        for item, pairs in zip(items, near, strict=True)
    ]


def _look_up(
    items: Sequence[Item], marks: Sequence[similar.Fingerprint], most: int, limit: int
) -> list[list[tuple[Any, similar.Likeness]]]:
    """For each item, the rows of the fingerprints closest to its own, and how close."""
    candidates = _candidates(marks, most)
    wanted = Fingerprint.objects.filter(pk__in={key for keys in candidates for key in keys})
    rows = {row.pk: row for row in wanted.values_list("pk", "document", "family", "packed", named=True)}
    unpacked = {key: similar.Fingerprint.unpack(row.packed) for key, row in rows.items()}
    own = {row.document: key for key, row in rows.items()}
    near = []
    for item, mark, keys in zip(items, marks, candidates, strict=True):
        itself = own.get(UUID(item.id))
        others = [key for key in keys if key != itself]
        found = similar.nearest(mark, [unpacked[key] for key in others], limit)
        near.append([(rows[others[place]], likeness) for place, likeness in found])
    return near


def _candidates(marks: Sequence[similar.Fingerprint], most: int) -> list[list[int]]:
    """For each item, the keys of the fingerprints with the most bands in common."""
    hashes = similar.bands(marks)
    bands, owners = _sharing(np.unique(hashes).tolist())
    keys, places = np.unique(owners, return_inverse=True)
    runs = zip(np.searchsorted(bands, hashes, "left"), np.searchsorted(bands, hashes, "right"), strict=True)
    found = []
    for starts, ends in runs:
        parts = [places[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True) if start < end]
        common = np.bincount(np.concatenate(parts or [places[:0]]), minlength=len(keys))
        sharing = np.flatnonzero(common)
        first = np.argsort(-common[sharing], kind="stable")[:most]
        found.append(keys[sharing[first]].tolist())
    return found


def _sharing(bands: Collection[int]) -> tuple[Numbers, Numbers]:
    """These bands, in order, each with the key of a fingerprint that has it. Many values go as one text: models, and
    lists of parameters, take longer. PostgreSQL would weigh each value that it sees before it looks for any."""
    table = connection.ops.quote_name(FingerprintBand._meta.db_table)
    postgresql = connection.vendor == "postgresql"
    among = "= ANY(ARRAY(SELECT unnest(%s::bigint[])))" if postgresql else "IN (SELECT value FROM json_each(%s))"
    values = ",".join(map(str, bands))
    with connection.cursor() as cursor:
        sql = f"SELECT band, fingerprint_id FROM {table} WHERE band {among} LIMIT {MOST_SHARED}"  # noqa: S608 - ours
        cursor.execute(sql, [f"{{{values}}}" if postgresql else f"[{values}]"])
        rows = np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, 2)
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    return rows[:, 0], rows[:, 1]


def _similar(item: Item, row: Any, likeness: similar.Likeness, allowed: bool) -> Similar:
    if not allowed:
        return Similar(None, round(likeness.whole, 1), (), relative=False)
    relative = UUID(item.family or item.id) == (row.family or row.document)
    return Similar(row.document, likeness.whole, likeness.shared, relative)
