"""Peers' opinions."""

from review.models.conflicts import DeclaredConflict
from review.models.policies import ReviewPolicy
from review.models.reviews import Assignment, Review
from review.models.verdicts import Verdict
from review.models.workflow import PeerReviewTask

__all__ = ["Assignment", "DeclaredConflict", "PeerReviewTask", "Review", "ReviewPolicy", "Verdict"]
