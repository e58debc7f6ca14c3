"""Verbs of review."""

from review.domain.assignments import assign_reviews, claim_review, decline_review, hand_over
from review.domain.calibration import plant_calibration
from review.domain.chasing import chase_reviews
from review.domain.comments import (
    SuggestedChange,
    add_comment,
    answer_comment,
    resolve_comment,
    suggested_change,
)
from review.domain.conflicts import declare_conflict, withdraw_conflict
from review.domain.notices import read_notices, send_digests
from review.domain.opening import open_reviews, withdraw_review
from review.domain.policies import policy_of, set_policy
from review.domain.reading import answer_as_pupil, see_key, start_reading
from review.domain.verdicts import record_verdict
from review.domain.workflow import ensure_review_workflow

__all__ = [
    "SuggestedChange",
    "add_comment",
    "answer_as_pupil",
    "answer_comment",
    "assign_reviews",
    "chase_reviews",
    "claim_review",
    "declare_conflict",
    "decline_review",
    "ensure_review_workflow",
    "hand_over",
    "open_reviews",
    "plant_calibration",
    "policy_of",
    "read_notices",
    "record_verdict",
    "resolve_comment",
    "see_key",
    "send_digests",
    "set_policy",
    "start_reading",
    "suggested_change",
    "withdraw_conflict",
    "withdraw_review",
]
