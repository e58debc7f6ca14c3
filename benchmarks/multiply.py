"""Many challenges out of few: what the verbs wrote, doubled again and again by the database itself.

Copies have keys and identities of their own, and bands of their own, so that they are no near-duplicates. Their texts
are those of the originals. The audit trail is not copied: a chain cannot be.
"""

import hashlib

from django.core.management.color import no_style
from django.db import connection, models, transaction
from wagtail.models import ModelLogEntry, Revision

from authoring.models import Challenge, ChallengeAlignment, ChallengeTag
from challengebank.models import (
    Decision,
    Fingerprint,
    FingerprintBand,
    Identity,
    Version,
    VersionAlignment,
    VersionContributor,
    VersionFacet,
    VersionWords,
)
from review.models import Review

COPIED: tuple[type[models.Model], ...] = (
    Revision,
    Identity,
    Version,
    VersionWords,
    VersionContributor,
    VersionAlignment,
    VersionFacet,
    Decision,
    Review,
    Challenge,
    ChallengeAlignment,
    ChallengeTag,
    Challenge.disciplines.through,
    ModelLogEntry,
    Fingerprint,
    FingerprintBand,
)
NUMBERED = [model for model in COPIED if isinstance(model._meta.pk, models.AutoField)]


def double(times: int) -> None:
    """Make each table twice as long, so many times."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.create_function("md5", 1, lambda text: text and hashlib.md5(text.encode()).hexdigest())  # noqa: S324
    for turn in range(times):
        with transaction.atomic(), connection.cursor() as cursor:
            shift = 1 + max(model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0 for model in NUMBERED)
            for model in COPIED:
                cursor.execute(_copying(model, turn, shift))
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), NUMBERED):
            cursor.execute(sql)


def _copying(model: type[models.Model], turn: int, shift: int) -> str:
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_copied(field, turn, shift) for field in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {values} FROM "{model._meta.db_table}"'  # noqa: S608


def _copied(field: models.Field, turn: int, shift: int) -> str:
    """What a copy has in this column."""
    column = f'"{field.column}"'
    if field.related_model is Identity or isinstance(field, models.UUIDField):
        text = f"md5(CAST({column} AS text) || '{turn}')"
        return f"CAST({text} AS uuid)" if connection.vendor == "postgresql" else text
    if field.related_model in COPIED or isinstance(field, models.AutoField):
        return f"{column} + {shift}"
    if field.name == "object_id":
        return f"CAST(CAST({column} AS integer) + {shift} AS text)"
    return f"{column} + {2**turn}" if field.name == "band" else column
