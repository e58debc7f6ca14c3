"""What people were told."""

from django.db.models import QuerySet

from accounts.models import User
from review.models import Notice


def news_for(person: User) -> QuerySet[Notice]:
    """What this person was told and has not read, the last first."""
    unread = Notice.objects.filter(person=person, read_at=None).select_related("review__version__decision")
    return unread.defer("review__version__document")
