"""One act at a time on a review."""

from django.utils.translation import gettext as _

from review.errors import ReviewError
from review.models import Review


def lock(review: Review) -> Review:
    """The review as it is now, held until the end of the transaction."""
    reviews = Review.objects.select_related("version", "policy", "task_state")
    return reviews.select_for_update(of=("self",)).get(pk=review.pk)


def lock_running(review: Review) -> Review:
    """The same; ReviewError when the review is over."""
    review = lock(review)
    if not review.running:
        raise ReviewError(_("This review is over: nothing changes it any more."))
    return review
