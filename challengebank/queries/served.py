"""What the API looks up at every request, each by one query that is compiled once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, DateTimeField, IntegerField, Q, QuerySet, UUIDField, When

from challengebank.models import Bank, Engine, EngineKey, Release, ReleaseItem, TrustFile
from challengebank.queries.access import readable
from challengebank.queries.compiled import Compiled, Given, instance

ENGINE = Given("engine", IntegerField())
BANK = Given("bank", IntegerField())
NUMBER = Given("number", IntegerField())
BANK_FIELDS = ("id", "slug", "purpose", "channel")
ENGINE_FIELDS = ("id", "name", "channel")


def _keys() -> QuerySet:
    """A living key, whether its use is noted already, and its engine."""
    noted = Case(When(used_at__gt=Given("since", DateTimeField()), then=1), default=0, output_field=IntegerField())
    living = EngineKey.objects.filter(
        digest=Given("digest", CharField()), revoked_at=None, expires_at__gt=Given("now", DateTimeField())
    )
    return living.values_list("pk", noted, *(f"engine__{name}" for name in ENGINE_FIELDS))


def _banks(caller: Given | None) -> QuerySet:
    return readable(caller).filter(slug=Given("slug", CharField())).order_by().values_list(*BANK_FIELDS)


def _versions(caller: Given | None) -> QuerySet:
    released = ReleaseItem.objects.filter(
        version__identity=Given("item", UUIDField()), version__number=NUMBER, release__bank__in=readable(caller)
    )
    return released.order_by().values_list("version__digest", "version__document")[:1]


def _trust_files(*which: Q) -> QuerySet:
    files = TrustFile.objects.filter(Q(bank=BANK) | Q(bank=None), *which, role=Given("role", CharField()))
    return files.order_by("-version").values_list("sha256", "content")[:1]


KEYS = Compiled(_keys)
BANKS = {True: Compiled(lambda: _banks(ENGINE)), False: Compiled(lambda: _banks(None))}
VERSIONS = {True: Compiled(lambda: _versions(ENGINE)), False: Compiled(lambda: _versions(None))}
NEWEST = Compiled(lambda: Release.objects.filter(bank=BANK).order_by("-number").values_list("number")[:1])
TRUST = {True: Compiled(lambda: _trust_files(Q(version=NUMBER))), False: Compiled(_trust_files)}


def living_key(digest: str, now: datetime, since: datetime) -> tuple[int, bool, Engine] | None:
    """The key of this digest while it lives, whether it was noted as used after `since`, and its engine."""
    for key, noted, *engine in KEYS.rows(digest=digest, now=now, since=since):
        return key, bool(noted), instance(Engine, ENGINE_FIELDS, engine)
    return None


def readable_bank(engine: Engine | None, slug: str) -> Bank | None:
    """A bank by its short name, if the caller may read it."""
    for row in BANKS[engine is not None].rows(slug=slug, **_caller(engine)):
        return instance(Bank, BANK_FIELDS, row)
    return None


def readable_version(engine: Engine | None, item: UUID, number: int) -> tuple[str, bytes] | None:
    """Digest and document of a version that a bank which the caller may read has released."""
    for digest, document in VERSIONS[engine is not None].rows(item=item, number=number, **_caller(engine)):
        return digest, bytes(document)
    return None


def newest_number(bank: Bank) -> int | None:
    """The number of the bank's last release."""
    return next((number for (number,) in NEWEST.rows(bank=bank.pk)), None)


def trust_file(bank: Bank, role: str, version: int | None) -> tuple[str, bytes] | None:
    """SHA-256 and content of a version of a signed file, or of the last."""
    for sha256, content in TRUST[version is not None].rows(bank=bank.pk, role=role, number=version):
        return sha256, bytes(content)
    return None


def _caller(engine: Engine | None) -> dict[str, Any]:
    return {"engine": engine.pk} if engine else {}
