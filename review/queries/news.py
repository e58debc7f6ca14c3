"""What people were told, and what awaits them."""

from django.db.models import QuerySet

from accounts.models import User
from review.enums import PENDING, RUNNING
from review.models import Assignment, Notice


def news_for(person: User) -> QuerySet[Notice]:
    """What this person was told and has not read, the last first."""
    unread = Notice.objects.filter(person=person, read_at=None).select_related("review__version")
    return unread.defer("review__version__document")


def pending_count(person: User) -> int:
    """How many verdicts are awaited from this person."""
    return Assignment.objects.filter(reviewer=person, state__in=PENDING, review__state__in=RUNNING).count()
