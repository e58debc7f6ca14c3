"""What a person is to a review, and so what he may see of it."""

from dataclasses import dataclass

from accounts.models import User
from review.enums import PENDING, TAKEN, State
from review.models import Assignment, Review
from review.rules import Reasons, heads_reviews, reviews, seat_reasons, wrote


@dataclass(frozen=True, slots=True)
class Access:
    """A person's part in a review. It is false for a stranger, who sees nothing."""

    seat: Assignment | None
    judged: bool
    wrote: bool
    chief: bool
    claimable: bool
    reasons: Reasons

    def __bool__(self) -> bool:
        return bool(self.seat or self.judged or self.wrote or self.chief or self.claimable)

    @property
    def sees_key(self) -> bool:
        """Authors know it, those who judged saw it, and a judge sees it once he has answered as a pupil."""
        return self.wrote or self.judged or bool(self.seat and self.seat.answered_at)


def access_to(review: Review, user: User) -> Access:
    """The part of this person in this review."""
    own = list(review.assignments.filter(reviewer=user)) if reviews(user) else []
    seat = next((seat for seat in own if seat.round == review.round and seat.state in PENDING), None)
    reasons = seat_reasons(user, review) if reviews(user) and not seat else ()
    return Access(
        seat=seat if review.running else None,
        judged=review.verdicts.filter(reviewer=user).exists(),
        wrote=wrote(user, review.version),
        chief=heads_reviews(user),
        claimable=reviews(user) and review.running and not seat and not reasons and free_places(review) > 0,
        reasons=reasons if review.state != State.CLOSED else (),
    )


def free_places(review: Review) -> int:
    """How many more people may take a place in the current round."""
    return review.places - review.assignments.filter(round=review.round, state__in=TAKEN).count()
