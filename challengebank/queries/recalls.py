"""Reading recalls: which concern a bank, how engines are told, who has not answered."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.db.models import QuerySet

from challengebank.models import Bank, Engine, Recall, Version
from challengebank.models.engines import EngineQuerySet
from challengebank.models.recalls import RecallQuerySet
from challengebank.models.versions import VersionQuerySet


def recalls_of(banks: Iterable[Bank]) -> RecallQuerySet:
    """The recalls of what these banks have released, in order."""
    released = Version.objects.filter(released_in__release__bank__in=list(banks))
    return Recall.objects.of(released).select_related("version").defer("version__document").order_by("pk")


def told(recall: Recall) -> dict[str, Any]:
    """A recall as engines read it, in plain JSON values; no number and no digest mean every version of the item."""
    return {
        "id": recall.pk,
        "item": str(recall.item),
        "number": recall.version.number if recall.version else None,
        "digest": recall.version.digest if recall.version else None,
        "reason": recall.reason,
        "urgency": recall.urgency,
        "past_answers": recall.past_answers,
        "created_at": recall.created_at.astimezone(UTC).isoformat(),
    }


def withdrawn(recall: Recall) -> VersionQuerySet:
    """The versions that a recall withdraws."""
    versions = Version.objects.filter(identity=recall.item).defer("document")
    return versions.filter(pk=recall.version_id) if recall.version_id else versions


def banks_with(recall: Recall) -> QuerySet[Bank]:
    """The banks that have ever released what is recalled."""
    return Bank.objects.filter(releases__items__version__in=withdrawn(recall).values("pk")).distinct().order_by("pk")


def concerned(recall: Recall) -> EngineQuerySet:
    """The engines with a living key on a bank that released what is recalled."""
    return Engine.objects.alive().filter(banks__in=banks_with(recall).order_by().values("pk")).distinct()


def silent(recall: Recall) -> EngineQuerySet:
    """Those of them that have not said that they obey."""
    return concerned(recall).exclude(acknowledgements__recall=recall)
