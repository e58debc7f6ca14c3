"""Engines and their keys, and their answers to recalls."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from challengebank.enums import Channel
from challengebank.errors import BankError
from challengebank.models import Acknowledgement, Bank, Engine, EngineKey, Recall
from challengebank.queries.served import living_key
from challengebank.rules import require_operator

PREFIX = "vivier_"
LIFE = timedelta(days=365)
OVERLAP = timedelta(days=7)
NOTED = timedelta(minutes=1)


def key_digest(key: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def register_engine(
    *, actor: User, name: str, banks: Iterable[Bank], channel: str = Channel.PRODUCTION
) -> tuple[Engine, str]:
    """A new engine that may read these banks, and its key, which is never shown again."""
    require_operator(actor)
    try:
        with transaction.atomic():
            engine = Engine.objects.create(name=name, channel=channel)
    except IntegrityError:
        raise BankError(_("There is already an engine « %(name)s ».") % {"name": name}) from None
    engine.banks.set(banks)
    record(actor=actor, act="register engine", subject=f"engine:{engine.pk}", name=name, **_scope(engine))
    return engine, _new_key(engine)


@transaction.atomic
def change_engine(*, actor: User, engine: Engine, banks: Iterable[Bank], channel: str) -> Engine:
    """Change what an engine may read; its keys stay."""
    require_operator(actor)
    engine.channel = channel
    engine.save(update_fields=["channel"])
    engine.banks.set(banks)
    record(actor=actor, act="change engine", subject=f"engine:{engine.pk}", **_scope(engine))
    return engine


@transaction.atomic
def rotate_key(*, actor: User, engine: Engine) -> str:
    """A new key for an engine; its older keys end within a week."""
    require_operator(actor)
    end = timezone.now() + OVERLAP
    engine.keys.filter(revoked_at=None, expires_at__gt=end).update(expires_at=end)
    record(actor=actor, act="rotate key", subject=f"engine:{engine.pk}")
    return _new_key(engine)


@transaction.atomic
def revoke_keys(*, actor: User, engine: Engine) -> int:
    """End every key of an engine at once; how many were alive."""
    require_operator(actor)
    count = engine.keys.filter(revoked_at=None).update(revoked_at=timezone.now())
    record(actor=actor, act="revoke keys", subject=f"engine:{engine.pk}", count=count)
    return count


def engine_of(key: str, address: str | None) -> Engine | None:
    """The engine whose living key this is; its use is noted, once a minute at most, from wherever it comes first."""
    now = timezone.now()
    found = living_key(key_digest(key), now, now - NOTED)
    if found is None:
        return None
    row, noted, engine = found
    if not noted:
        EngineKey.objects.filter(pk=row).update(used_at=now, used_from=address)
    return engine


@transaction.atomic
def acknowledge_recall(*, engine: Engine, recall: Recall) -> Acknowledgement:
    """Note that an engine obeys a recall; saying it again changes nothing."""
    known = Acknowledgement.objects.filter(engine=engine, recall=recall).first()
    if known:
        return known
    said = Acknowledgement.objects.create(engine=engine, recall=recall, created_at=timezone.now())
    record(actor=None, act="acknowledge recall", subject=f"recall:{recall.pk}", engine=engine.pk)
    return said


def _scope(engine: Engine) -> dict[str, Any]:
    return {"banks": sorted(engine.banks.values_list("slug", flat=True)), "channel": engine.channel}


def _new_key(engine: Engine) -> str:
    key = PREFIX + secrets.token_urlsafe(32)
    EngineKey.objects.create(engine=engine, digest=key_digest(key), expires_at=timezone.now() + LIFE)
    return key
