"""What each role does first, in three steps."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from authoring.rules import writes_at_all
from challengebank.rules import operates
from review.rules import reviews

Step = tuple[Any, Any]

WRITER: Sequence[Step] = (
    (_("Choose what the pupil will do."), _("Cards show each type with an example.")),
    (
        _("Write, and try your challenge as a pupil."),
        _("It is saved while you type, and advice appears beside the fields."),
    ),
    (_("Submit it."), _("Two colleagues judge it. What they say appears here.")),
)
REVIEWER: Sequence[Step] = (
    (_("Take a review from your queue."), _("What you wrote yourself is never in it.")),
    (_("Answer the challenge as a pupil would."), _("Its right answer opens after yours.")),
    (_("Judge with the rubric, and sign."), _("The verdicts of others stay sealed until all are in.")),
)
OPERATOR: Sequence[Step] = (
    (_("Make a bank."), _("Its rules choose among what reviewers have accepted.")),
    (_("Say what it must cover."), _("The blueprint shows what is missing, and calls authors to write it.")),
    (_("Freeze a release."), _("It is numbered, signed, and never changes: engines fetch it.")),
)


def tours_of(user: Any) -> list[tuple[Any, Sequence[Step]]]:
    """The tours of a person's roles, each under its title."""
    return [
        (title, steps)
        for plays, title, steps in (
            (reviews, _("Reviewing"), REVIEWER),
            (operates, _("Operating banks"), OPERATOR),
            (writes_at_all, _("Writing"), WRITER),
        )
        if plays(user)
    ]
