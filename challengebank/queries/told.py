"""Banks as lists tell of them."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from challengebank.models import Bank, Release
from challengebank.queries.selection import selected_counts


def with_last_release() -> QuerySet[Bank]:
    """Every bank with `last_number` and `last_date`, those of its newest release."""
    last = Release.objects.filter(bank=OuterRef("pk")).order_by("-number")
    return Bank.objects.annotate(
        last_number=Subquery(last.values("number")[:1]), last_date=Subquery(last.values("created_at")[:1])
    )


def with_counts(banks: Iterable[Bank]) -> list[Bank]:
    """These banks, each with `selected`, how many challenges it selects now."""
    told = list(banks)
    counts = selected_counts(told)
    for bank in told:
        bank.selected = counts.get(bank.pk, 0)
    return told
