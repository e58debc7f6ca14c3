"""Closed lists of values."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Blindness(models.TextChoices):
    """Who knows whom while a review runs, and after."""

    OPEN = "open", _("open: everybody signs")
    BLIND = "blind", _("blind: the author does not know the reviewers")
    DOUBLE_BLIND = "double_blind", _("double-blind: nobody knows who wrote or who reviews")


class Rule(models.TextChoices):
    """How verdicts make a decision; `review.decision` computes it."""

    UNANIMITY = "unanimity", _("all accept; one refusal sends it back")
    MAJORITY = "majority", _("more than half accept, and nobody refuses a critical criterion; else it is discussed")


class State(models.TextChoices):
    """Where a review stands."""

    OPEN = "open", _("under review")
    DISCUSSION = "discussion", _("under discussion")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


RUNNING = (State.OPEN, State.DISCUSSION)


class Round(models.IntegerChoices):
    """The rounds of a review, each sealed until all its verdicts are in."""

    FIRST = 1, _("first round")
    SECOND = 2, _("second round, after discussion")
    ARBITRATION = 3, _("arbitration by a chief reviewer")


class Opinion(models.TextChoices):
    """What a reviewer concludes."""

    ACCEPT = "accept", _("accept")
    REFUSE = "refuse", _("refuse")
    DISCUSS = "discuss", _("ask for a discussion")


class Grade(models.IntegerChoices):
    """What a criterion deserves. The lowest one, on a critical criterion, forbids acceptance."""

    POOR = 1, _("to redo")
    FAIR = 2, _("acceptable")
    GOOD = 3, _("good")


class Seat(models.TextChoices):
    """What became of a reviewer's place in a round."""

    PROPOSED = "proposed", _("proposed")
    CLAIMED = "claimed", _("to do")
    DONE = "done", _("done")
    DECLINED = "declined", _("declined")
    HANDED_OVER = "handed_over", _("handed over")
    EXPIRED = "expired", _("taken back after the deadline")


TAKEN = (Seat.PROPOSED, Seat.CLAIMED, Seat.DONE)
PENDING = (Seat.PROPOSED, Seat.CLAIMED)


class Reason(models.TextChoices):
    """Why a person may not judge a version."""

    ROLE = "role", _("is not a reviewer")
    ARBITER = "arbiter", _("is not a chief reviewer, who alone may arbitrate")
    AUTHOR = "author", _("wrote or edited it")
    SIBLING = "sibling", _("wrote a variant, an original or a translation of it")
    COLLEAGUE = "colleague", _("works in the same school as an author")
    DECLARED = "declared", _("declared a conflict of interest with an author")
    RECENT = "recent", _("is in a conflict of interest")
    KNOWS = "knows", _("has seen the expected answer already")
    ALREADY = "already", _("already had a place in this review")


class Audience(models.TextChoices):
    """Who reads a remark once its round is open."""

    AUTHOR = "author", _("the author and the reviewers")
    CHIEF = "chief", _("the chief reviewers only")


class News(models.TextChoices):
    """What a person is told about a review."""

    ASSIGNED = "assigned", _("A review is proposed to you")
    REMINDER = "reminder", _("A review is due soon")
    EXPIRED = "expired", _("A review was taken back: its deadline is past")
    DISCUSSION = "discussion", _("The reviewers do not agree: a new round begins")
    ARBITRATION = "arbitration", _("A review awaits an arbiter")
    ESCALATED = "escalated", _("A review is late and has a free place")
    CLOSED = "closed", _("The review of your work is over")
    WITHDRAWN = "withdrawn", _("A review you had a place in was withdrawn")
    ANSWERED = "answered", _("Somebody answered a remark")
