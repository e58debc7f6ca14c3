"""What authoring does when a review closes: the draft takes the state that its reviewers gave it."""

from typing import Any

from authoring.domain.life import states_of
from authoring.enums import State
from authoring.models import Challenge, Tutorial
from challengebank.enums import Kind

MODELS = {Kind.CHALLENGE: Challenge, Kind.TUTORIAL: Tutorial}


def follow_review(sender: Any, review: Any, outcome: str, **kwargs: Any) -> None:
    """Reopen the draft: accepted, returned with reasons, or as it was before a review that was withdrawn."""
    version = review.version
    MODELS[Kind(version.kind)].objects.filter(uuid=version.identity_id).update(
        state=states_of([version.identity_id]).get(version.identity_id, State.DRAFT)
    )
