"""Looking up near-duplicates in the whole bank, drafts and versions together."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from challengebank.models import Fingerprint, FingerprintBand
from items import similar
from items.document import Item

BATCH = 5_000
MOST_SHARED = 200_000
"""Rows read for so many bands: beyond, they are copies of one another."""
CANDIDATES = 100
"""The most texts that one look-up compares, those with the most bands in common first."""

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
    return similar_to_each([item], readable=readable, limit=limit)[0]


def similar_to_each(items: Sequence[Item], *, readable: Readable, limit: int = 10) -> list[list[Similar]]:
    """The same for many items, with one look-up for all."""
    marks = similar.fingerprints(items)
    candidates = _candidates(items, marks)
    rows = Fingerprint.objects.in_bulk({key for keys in candidates for key in keys})
    near = [
        _closest(item, mark, [rows[key] for key in keys], limit)
        for item, mark, keys in zip(items, marks, candidates, strict=True)
    ]
    allowed = readable({row.document for pairs in near for row, _ in pairs})
    return [
        [_similar(item, row, likeness, row.document in allowed) for row, likeness in pairs]
        for item, pairs in zip(items, near, strict=True)
    ]


def _candidates(items: Sequence[Item], marks: Sequence[similar.Fingerprint]) -> list[list[int]]:
    """For each item, the keys of the fingerprints with the most bands in common."""
    hashes = similar.bands(marks).tolist()
    sharing: dict[int, list[int]] = {}
    wanted = [band for row in hashes for band in row]
    for start in range(0, len(wanted), BATCH):
        found = FingerprintBand.objects.filter(band__in=wanted[start : start + BATCH])
        for band, key in found.values_list("band", "fingerprint")[:MOST_SHARED]:
            sharing.setdefault(band, []).append(key)
    common = [Counter(key for band in row for key in sharing.get(band, ())) for row in hashes]
    return [sorted(keys, key=lambda key: (-keys[key], key))[:CANDIDATES] for keys in common]


def _closest(
    item: Item, mark: similar.Fingerprint, rows: Iterable[Fingerprint], limit: int
) -> list[tuple[Fingerprint, similar.Likeness]]:
    others = (row for row in rows if str(row.document) != item.id)
    compared = [(row, similar.compare(mark, similar.Fingerprint.unpack(row.packed))) for row in others]
    return sorted((pair for pair in compared if pair[1].is_near), key=lambda pair: -pair[1].whole)[:limit]


def _similar(item: Item, row: Fingerprint, likeness: similar.Likeness, allowed: bool) -> Similar:
    if not allowed:
        return Similar(None, round(likeness.whole, 1), (), relative=False)
    relative = UUID(item.family or item.id) == (row.family or row.document)
    return Similar(row.document, likeness.whole, likeness.shared, relative)
