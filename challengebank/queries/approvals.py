"""Releases that operators propose to each other."""

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import User
from challengebank.models import Proposal


def proposals_for(operator: User) -> QuerySet[Proposal]:
    """What others propose and nobody has approved: the last proposal of each bank."""
    return _latest().filter(approval=None).exclude(created_by=operator)


def approved_proposals() -> QuerySet[Proposal]:
    """What was approved and has not gone out: the last proposal of each bank."""
    return _latest().filter(approval__isnull=False, approval__releases=None).select_related("approval__created_by")


def _latest() -> QuerySet[Proposal]:
    latest = Proposal.objects.filter(bank=OuterRef("bank")).order_by("-pk").values("pk")[:1]
    return Proposal.objects.filter(pk=Subquery(latest)).select_related("bank", "created_by")
