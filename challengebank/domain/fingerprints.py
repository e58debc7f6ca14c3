"""Keeping the index of near-duplicates up to date."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from challengebank.models import Fingerprint, FingerprintBand
from items import similar
from items.document import Item

BATCH = 5_000
MANY = 1_000
"""As many new texts make the database's idea of the index worth renewing."""


def index_fingerprints(*, items: Sequence[Item], again: bool = False) -> int:
    """Index the present text of each item, draft or version, in place of its former one; how many had changed.

    It is bookkeeping of a verb that has already checked who acts. An item given twice counts as its last text.
    `again` writes those that had not changed as well: bands may be cut otherwise than they were.
    """
    latest = list({item.id: item for item in items}.values())
    changed = sum(_index(latest[start : start + BATCH], again) for start in range(0, len(latest), BATCH))
    if changed >= MANY:
        _count_bands()
    return changed


@transaction.atomic
def _index(items: Sequence[Item], again: bool) -> int:
    known = dict(Fingerprint.objects.filter(document__in=[item.id for item in items]).values_list("document", "packed"))
    found = zip(items, similar.fingerprints(items), strict=True)
    changed = [(item, mark) for item, mark in found if again or bytes(known.get(UUID(item.id), b"")) != mark.pack()]
    if not changed:
        return 0
    rows = [Fingerprint(document=item.id, family=item.family, packed=mark.pack()) for item, mark in changed]
    Fingerprint.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["document"], update_fields=["family", "packed"]
    )
    keys = dict(Fingerprint.objects.filter(document__in=[row.document for row in rows]).values_list("document", "pk"))
    _replace_bands([keys[UUID(item.id)] for item, _ in changed], [mark for _, mark in changed])
    return len(changed)


def _replace_bands(keys: Sequence[int], marks: Sequence[similar.Fingerprint]) -> None:
    """Written without models: a bank has millions of bands."""
    FingerprintBand.objects.filter(fingerprint__in=keys).delete()
    hashes = similar.bands(marks)
    bands, owners = hashes.ravel().tolist(), [key for key in keys for _ in range(hashes.shape[1])]
    table = connection.ops.quote_name(FingerprintBand._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            insert = f"INSERT INTO {table} (band, fingerprint_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[])"  # noqa: S608
            cursor.execute(insert, [bands, owners])
        else:
            insert = f"INSERT INTO {table} (band, fingerprint_id) VALUES (%s, %s)"  # noqa: S608
            cursor.executemany(insert, zip(bands, owners, strict=True))


def _count_bands() -> None:
    """PostgreSQL, not knowing that bands are rare, reads them with several processes: 40 ms a look-up, not one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(FingerprintBand._meta.db_table)}")
