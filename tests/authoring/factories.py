"""Drafts made and judged through the public verbs."""

from accounts.models import User
from authoring.domain import create_challenges, submit_challenges
from authoring.models import Challenge
from review.models import Review
from tests.authoring import documents
from tests.authoring.people import reviewer, teacher
from tests.review.factories import verdict


def challenge(number: int = 1, by: User | None = None, **values) -> Challenge:
    """A draft of `by`, else of Tom."""
    return create_challenges(actor=by or teacher(), drafts=[documents.item(number, **values)])[0]


def submitted(draft: Challenge) -> Review:
    """The review that its author's submission opened."""
    version = submit_challenges(actor=draft.author, challenges=[draft])[0]
    return version.review


def judged(draft: Challenge, *outcomes: str) -> Challenge:
    """The draft after its reviewers' verdicts."""
    review = submitted(draft)
    for number, outcome in enumerate(outcomes):
        verdict(Review.objects.get(pk=review.pk), reviewer(f"rose{number}"), outcome)
    return Challenge.objects.get(pk=draft.pk)


def accepted(number: int = 1, by: User | None = None, **values) -> Challenge:
    """A challenge that two reviewers accepted."""
    return judged(challenge(number, by, **values), "accept", "accept")
