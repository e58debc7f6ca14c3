"""Figures that tell whether the bank is well."""

from datetime import datetime

from django.db.models import Max, Min

from challengebank.models import Delivery, Job, Recall, Release, TrustFile, Version
from challengebank.queries.recalls import silent


def figures(now: datetime) -> dict[str, tuple[str, float]]:
    """Each figure by its name, with what it says; an absent moment counts as 0 seconds."""
    latest = TrustFile.objects.filter(role=TrustFile.Role.TIMESTAMP).values("bank").annotate(end=Max("expires_at"))
    root = TrustFile.objects.filter(role=TrustFile.Role.ROOT).aggregate(end=Max("expires_at"))["end"]
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING)
    late = [recall for recall in Recall.objects.all() if recall.due_at <= now]
    return {
        "versions": ("Frozen versions", Version.objects.count()),
        "releases": ("Releases", Release.objects.count()),
        "jobs_open": ("Jobs that wait or run", Job.objects.filter(state__in=["waiting", "running"]).count()),
        "webhooks_waiting": ("Messages not taken yet", waiting.count()),
        "webhooks_oldest_seconds": (
            "Age of the oldest message not taken",
            _seconds(waiting.aggregate(at=Min("created_at"))["at"], now),
        ),
        "recalls_silent_engines": (
            "Engines late to answer a recall",
            sum(silent(recall).count() for recall in late),
        ),
        "trust_seconds_left": (
            "Life left of the signed list that ends first",
            -_seconds(min((row["end"] for row in latest), default=None), now),
        ),
        "root_seconds_left": ("Life left of the root", -_seconds(root, now)),
    }


def _seconds(moment: datetime | None, now: datetime) -> float:
    return (now - moment).total_seconds() if moment else 0.0
