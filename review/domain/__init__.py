"""Verbs of review."""

from review.domain.assignments import assign_review, claim_review, decline_review, hand_over
from review.domain.opening import open_reviews, withdraw_review
from review.domain.policies import policy_of, set_policy
from review.domain.verdicts import record_verdict
from review.domain.workflow import ensure_review_workflow

__all__ = [
    "assign_review",
    "claim_review",
    "decline_review",
    "ensure_review_workflow",
    "hand_over",
    "open_reviews",
    "policy_of",
    "record_verdict",
    "set_policy",
    "withdraw_review",
]
