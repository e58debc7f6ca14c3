"""The decision: the one place where verdicts become an outcome. Pure, and blind to the order in which they came."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from review.enums import Opinion, Round, Rule


class Ruling(Enum):
    """What the verdicts of a round lead to."""

    WAIT = "wait"
    ACCEPT = "accepted"
    REFUSE = "refused"
    DISCUSS = "discussion"


@dataclass(frozen=True, slots=True)
class Vote:
    """What counts of a verdict: its conclusion, and whether it refuses a critical criterion."""

    outcome: str
    refuses_critical: bool = False


def decide(*, rule: str, round: int, places: int, votes: Collection[Vote]) -> Ruling:
    """The outcome of a round of `places` verdicts.

    Nothing is decided before all of them are in. An arbiter decides alone. By unanimity one refusal refuses, and a wish
    to discuss without a refusal opens a discussion. By majority, more than half must accept and nobody refuse a
    critical criterion; more than half may refuse; anything else is discussed.
    """
    if len(votes) < places:
        return Ruling.WAIT
    accepting = sum(vote.outcome == Opinion.ACCEPT for vote in votes)
    refusing = sum(vote.outcome == Opinion.REFUSE for vote in votes)
    if round == Round.ARBITRATION:
        return Ruling.ACCEPT if accepting else Ruling.REFUSE
    if rule == Rule.UNANIMITY:
        return Ruling.REFUSE if refusing else Ruling.ACCEPT if accepting == len(votes) else Ruling.DISCUSS
    if 2 * refusing > len(votes):
        return Ruling.REFUSE
    agreed = 2 * accepting > len(votes) and not any(vote.refuses_critical for vote in votes)
    return Ruling.ACCEPT if agreed else Ruling.DISCUSS
