"""Peers' opinions."""

from review.models.calibration import Calibration
from review.models.comments import Comment
from review.models.conflicts import DeclaredConflict
from review.models.notices import Notice
from review.models.policies import ReviewPolicy
from review.models.reviews import Assignment, Review
from review.models.verdicts import Verdict
from review.models.workflow import PeerReviewTask

__all__ = [
    "Assignment",
    "Calibration",
    "Comment",
    "DeclaredConflict",
    "Notice",
    "PeerReviewTask",
    "Review",
    "ReviewPolicy",
    "Verdict",
]
