"""Drafts made and judged through the public verbs."""

from accounts.models import User
from authoring.domain import create_challenges, submit_challenges
from authoring.models import Challenge
from challengebank.models import Version
from items.lint import RULES
from review.models import Review
from tests.authoring import documents
from tests.authoring.people import reviewer, teacher
from tests.review.factories import verdict


def challenge(number: int = 1, by: User | None = None, **values) -> Challenge:
    """A draft of `by`, else of Tom."""
    return create_challenges(actor=by or teacher(), drafts=[documents.item(number, **values)])[0]


WARNINGS = [rule.name for rule in RULES if rule.severity == "warning"]


def submit(*drafts: Challenge, by: User | None = None) -> list[Version]:
    """The versions of these drafts, each warning having its reason."""
    waivers = {draft.pk: dict.fromkeys(WARNINGS, "On purpose.") for draft in drafts}
    return submit_challenges(actor=by or drafts[0].author, challenges=drafts, waivers=waivers)


def submitted(draft: Challenge) -> Review:
    """The review that its author's submission opened."""
    return submit(draft)[0].review


def judged(draft: Challenge, *outcomes: str) -> Challenge:
    """The draft after its reviewers' verdicts."""
    review = submitted(draft)
    for number, outcome in enumerate(outcomes):
        verdict(Review.objects.get(pk=review.pk), reviewer(f"rose{number}"), outcome)
    return Challenge.objects.get(pk=draft.pk)


def accepted(number: int = 1, by: User | None = None, **values) -> Challenge:
    """A challenge that two reviewers accepted."""
    return judged(challenge(number, by, **values), "accept", "accept")
