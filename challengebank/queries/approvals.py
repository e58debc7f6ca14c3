"""Releases that operators propose to each other."""

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import User
from challengebank.models import Proposal


def proposals_for(operator: User) -> QuerySet[Proposal]:
    """What others propose and nobody has approved: the last proposal of each bank."""
    latest = Proposal.objects.filter(bank=OuterRef("bank")).order_by("-pk").values("pk")[:1]
    waiting = Proposal.objects.filter(pk=Subquery(latest), approval=None).exclude(created_by=operator)
    return waiting.select_related("bank", "created_by")
