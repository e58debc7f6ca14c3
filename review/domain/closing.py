"""What happens when a round is complete: another round, or the decision. Nothing else writes decisions."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.domain import record
from challengebank.enums import Outcome
from challengebank.models import Decision
from review.decision import Ruling
from review.domain.notices import chiefs, notify
from review.enums import News, Round, Seat, State
from review.models import Assignment, Review, Verdict
from review.queries import ruling_of
from review.rules import authors_of
from review.signals import review_closed


def close_round(review: Review) -> None:
    """Apply the decision rule to the verdicts of the current round. The caller holds the review's lock."""
    ruling = ruling_of(review)
    if ruling is Ruling.DISCUSS:
        _discuss(review)
    elif ruling is not Ruling.WAIT:
        _close(review, Outcome(ruling.value))


def _discuss(review: Review) -> None:
    """The same people judge again, having read each other; then an arbiter. One is a pupil once: answers stay."""
    now = timezone.now()
    judged = review.verdicts.filter(round=review.round).values("reviewer")
    seats = list(review.assignments.filter(round=review.round, reviewer__in=judged))
    review.round += 1
    review.state = State.DISCUSSION
    review.due_at = now + timedelta(days=review.policy.days)
    review.save(update_fields=["round", "state", "due_at"])
    if review.round != Round.ARBITRATION:
        Assignment.objects.bulk_create(
            Assignment(
                review=review,
                round=review.round,
                reviewer_id=seat.reviewer_id,
                state=Seat.CLAIMED,
                assigned_at=now,
                due_at=review.due_at,
                answer=seat.answer,
                answered_at=seat.answered_at or now,
                seconds=seat.seconds,
            )
            for seat in seats
        )
        notify([seat.reviewer_id for seat in seats], review, News.DISCUSSION)
    else:
        notify(chiefs(), review, News.ARBITRATION)
    record(actor=None, act="open discussion", subject=review.subject, round=review.round)


def _close(review: Review, outcome: Outcome) -> None:
    now = timezone.now()
    if not hasattr(review, "calibration"):
        _decide(review, outcome, now)
    review.state, review.closed_at = State.CLOSED, now
    review.save(update_fields=["state", "closed_at"])
    _finish_workflow(review, outcome)
    notify(authors_of([review.version])[review.version_id], review, News.CLOSED)
    review_closed.send(sender=Review, review=review, outcome=outcome)


def _decide(review: Review, outcome: Outcome, now: datetime) -> None:
    """The decision, for good. A calibration makes none."""
    evidence = [_evidence(verdict) for verdict in review.verdicts.order_by("round", "reviewer_key")]
    terms = {**review.policy.plain(), "carried": review.carried}
    Decision(version=review.version, outcome=outcome, decided_at=now, policy=terms, evidence=evidence).save()
    digest = review.version.digest
    record(actor=None, act="decide", subject=review.subject, digest=digest, outcome=outcome, evidence=evidence)


def _evidence(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the public may see it: a pseudonym, a conclusion, and the seal that binds the rest."""
    return {
        "round": verdict.round,
        "reviewer": verdict.reviewer_key,
        "digest": verdict.digest,
        "outcome": verdict.outcome,
        "seal": verdict.seal(),
    }


def _finish_workflow(review: Review, outcome: Outcome) -> None:
    """Wagtail's side: approve, which publishes, or send back. Signed by nobody: names may be secret."""
    if review.task_state is None:
        return
    if outcome == Outcome.ACCEPTED:
        review.task_state.approve(user=None)
    else:
        review.task_state.reject(user=None)
