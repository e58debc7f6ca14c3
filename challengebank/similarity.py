"""Looking up near-duplicates in the whole bank, drafts and versions together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from challengebank.models import Fingerprint, FingerprintBand
from items import similar
from items.document import Item

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
    mark = similar.fingerprints([item])[0]
    near = [(row, similar.compare(mark, similar.Fingerprint.unpack(row.packed))) for row in _candidates(item, mark)]
    close = sorted((pair for pair in near if pair[1].is_near), key=lambda pair: -pair[1].whole)[:limit]
    allowed = readable({row.document for row, _ in close})
    return [_similar(item, row, likeness, row.document in allowed) for row, likeness in close]


def _candidates(item: Item, mark: similar.Fingerprint) -> Iterable[Fingerprint]:
    hashes = similar.bands([mark])[0].tolist()
    ranked = FingerprintBand.objects.filter(band__in=hashes).values("fingerprint").annotate(common=Count("band"))
    keys = [row["fingerprint"] for row in ranked.order_by("-common", "fingerprint")[:CANDIDATES]]
    return Fingerprint.objects.filter(pk__in=keys).exclude(document=item.id)


def _similar(item: Item, row: Fingerprint, likeness: similar.Likeness, allowed: bool) -> Similar:
    if not allowed:
        return Similar(None, round(likeness.whole, 1), (), relative=False)
    relative = UUID(item.family or item.id) == (row.family or row.document)
    return Similar(row.document, likeness.whole, likeness.shared, relative)
