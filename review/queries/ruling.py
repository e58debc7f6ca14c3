"""What the verdicts of a review lead to."""

from challengebank.enums import Outcome
from review.decision import Ruling, Vote, decide
from review.enums import State
from review.models import Review


def ruling_of(review: Review) -> Ruling:
    """The decision rule applied to the verdicts of the current round."""
    verdicts = review.verdicts.filter(round=review.round).select_related("review__policy")
    votes = [Vote(verdict.outcome, verdict.refuses_critical) for verdict in verdicts]
    return decide(rule=review.policy.rule, round=review.round, places=review.places, votes=votes)


def outcome_of(review: Review) -> Outcome | None:
    """How a closed review ended, a calibration like any other: nothing on its page tells them apart."""
    return Outcome(ruling_of(review).value) if review.state == State.CLOSED else None
