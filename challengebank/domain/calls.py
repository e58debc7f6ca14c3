"""Asking writers for what banks miss."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.domain import record, record_many
from accounts.models import User
from challengebank.blueprint import Place
from challengebank.models import Bank, Call
from challengebank.rules import require_operator


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many accepted challenges a place should have in all, in one discipline or in any."""

    place: Place
    count: int
    discipline: str = ""


@transaction.atomic
def open_calls(*, actor: User, bank: Bank, places: Sequence[Wanted]) -> list[Call]:
    """One call a place; a call already open there changes its count."""
    require_operator(actor)
    Bank.objects.select_for_update().get(pk=bank.pk)
    living = {(call.place, call.discipline): call for call in bank.calls.filter(closed_at=None)}
    calls = [living.get((wanted.place, wanted.discipline)) or _call(actor, bank, wanted) for wanted in places]
    for call, wanted in zip(calls, places, strict=True):
        call.wanted = wanted.count
    Call.objects.bulk_update([call for call in calls if call.pk], ["wanted"])
    Call.objects.bulk_create([call for call in calls if not call.pk])
    entries = [
        (f"call:{call.pk}", {"bank": bank.slug, **call.place._asdict(), "wanted": call.wanted}) for call in calls
    ]
    record_many(actor=actor, act="open call", entries=entries)
    return calls


@transaction.atomic
def close_call(*, actor: User, call: Call) -> Call:
    """Writers no longer see it; closing it again changes nothing."""
    require_operator(actor)
    call = Call.objects.select_for_update().get(pk=call.pk)
    if call.closed_at is None:
        call.closed_at = timezone.now()
        call.save(update_fields=["closed_at"])
        record(actor=actor, act="close call", subject=f"call:{call.pk}")
    return call


def _call(actor: User, bank: Bank, wanted: Wanted) -> Call:
    competence, level, item_type, duration = wanted.place
    return Call(
        bank=bank,
        competence=competence,
        level=level,
        item_type=item_type,
        duration=duration,
        discipline=wanted.discipline,
        wanted=wanted.count,
        opened_at=timezone.now(),
        opened_by=actor,
    )
