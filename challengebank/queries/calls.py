"""What writers are asked for."""

from collections.abc import Collection
from dataclasses import dataclass

from challengebank.models import Bank, Call
from challengebank.queries.coverage import place_counts
from challengebank.queries.selection import in_discipline, standings
from frameworks.models import Competence


@dataclass(frozen=True, slots=True)
class WantedPlace:
    """A competence at a level where a bank misses challenges. Empty type and duration mean any, no discipline all."""

    competence: Competence
    level: int
    discipline: str | None
    bank: Bank
    missing: int
    item_type: str = ""
    duration: str = ""


def open_calls(bank: Bank) -> list[tuple[Call, int]]:
    """The open calls of a bank, each with how many challenges are still missing."""
    return _with_missing(list(bank.calls.filter(closed_at=None).select_related("bank")))


def wanted_places(*, disciplines: Collection[str] = (), limit: int = 20) -> list[WantedPlace]:
    """Where calls wait for challenges, the emptiest first: those of these disciplines and those of any."""
    calls = Call.objects.filter(closed_at=None).select_related("bank")
    if disciplines:
        calls = calls.filter(discipline__in=[*disciplines, ""])
    open_ones = [(call, missing) for call, missing in _with_missing(list(calls)) if missing]
    wanted = sorted(open_ones, key=lambda entry: -entry[1])[:limit]
    names = {(c.framework.slug, c.code): c for c in Competence.objects.select_related("framework")} if wanted else {}
    return [
        WantedPlace(
            competence=names[call.bank.framework, call.competence],
            level=call.level,
            discipline=call.discipline or None,
            bank=call.bank,
            missing=missing,
            item_type=call.item_type,
            duration=call.duration,
        )
        for call, missing in wanted
        if (call.bank.framework, call.competence) in names
    ]


def _with_missing(calls: list[Call]) -> list[tuple[Call, int]]:
    """One count for each bank and discipline that is called for."""
    groups = {(call.bank, call.discipline): [] for call in calls}
    for call in calls:
        groups[call.bank, call.discipline].append(call)
    missing = {}
    for (bank, discipline), wanted in groups.items():
        rows = standings(bank).filter(competence__in={call.competence for call in wanted})
        rows = in_discipline(rows, discipline) if discipline else rows
        counts = place_counts(rows, durations=any(call.duration for call in wanted))
        missing |= {call.pk: max(0, call.wanted - counts[call.place]) for call in wanted}
    return [(call, missing[call.pk]) for call in calls]
