"""What the verbs of review refuse, in words for the person who asked."""

from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from challengebank.errors import NotAllowed


class ReviewError(Exception):
    """The act is refused; nothing was changed. The message says why and what to do."""


class ReasonMissingError(ReviewError):
    """A verdict other than acceptance came without a word of why."""


class NotIndependent(NotAllowed):
    """The person may not judge this version; `reasons` are those of `review.enums.Reason`."""

    def __init__(self, reasons: Sequence[TextChoices]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(
            _("This person may not review it: %(reasons)s.") % {"reasons": "; ".join(str(r.label) for r in reasons)}
        )
