"""What a person may see of the verdicts on a version: sealed ones never, names as the policy says."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from challengebank.models import Version
from review.enums import TAKEN, Blindness, State
from review.models import Review, ReviewPolicy, Verdict
from review.rubric import Criterion, criteria
from review.rules import Reasons, heads_reviews, independence, wrote


def reviews_of(version: Version) -> QuerySet[Review]:
    """The reviews of this version and of the versions before it, newest first."""
    reviews = Review.objects.filter(version__identity=version.identity_id, version__number__lte=version.number)
    return reviews.select_related("version__decision", "policy").defer("version__document").order_by("-version__number")


def may_review(user: User, version: Version) -> Reasons:
    """Why a person may not judge a version, under the policy of its review or the one in force; empty: may."""
    policy = ReviewPolicy.objects.filter(reviews__version=version).first()
    policy = policy or ReviewPolicy.objects.current(version.purpose)
    return independence(user, version, policy or ReviewPolicy(purpose=version.purpose))


@dataclass(frozen=True, slots=True)
class OpenedVerdict:
    """A verdict that the viewer may read. `who` is a name or a pseudonym such as “Reviewer B”."""

    who: str
    own: bool
    verdict: Verdict

    @property
    def lines(self) -> list[tuple[Criterion, dict[str, Any]]]:
        """Each criterion with its grade and comment."""
        return [(criterion, self.verdict.criteria[criterion.slug]) for criterion in criteria(self.verdict.criteria)]


def reasons_for(review: Review, viewer: User) -> list[OpenedVerdict]:
    """The verdicts on a version that the viewer may read now, by round; one’s own always.

    A round opens when all its verdicts are in: to its reviewers and the chief reviewers at once, to the authors when
    the review closes. Anybody else reads none.
    """
    verdicts = list(review.verdicts.select_related("reviewer").order_by("round", "reviewer_key"))
    letters = {
        key: letter for letter, key in zip(ascii_uppercase, sorted({v.reviewer_key for v in verdicts}), strict=False)
    }
    names = Signature(review, viewer, letters)
    return [
        OpenedVerdict(names.of(verdict), verdict.reviewer_id == viewer.pk, verdict)
        for verdict in _readable(review, viewer, verdicts)
    ]


def _readable(review: Review, viewer: User, verdicts: list[Verdict]) -> Iterator[Verdict]:
    closed = review.state == State.CLOSED
    insider = heads_reviews(viewer) or review.assignments.filter(reviewer=viewer, state__in=TAKEN).exists()
    if closed and (insider or wrote(viewer, review.version)):
        yield from verdicts
        return
    for verdict in verdicts:
        if verdict.reviewer_id == viewer.pk or (insider and verdict.round < review.round):
            yield verdict


@dataclass(frozen=True, slots=True)
class Signature:
    """How verdicts are signed for a viewer."""

    review: Review
    viewer: User
    letters: dict[str, str]

    def of(self, verdict: Verdict) -> str:
        """A name where the policy allows it, else a letter that says nothing."""
        if verdict.reviewer_id == self.viewer.pk:
            return _("You")
        if verdict.reviewer and self._named():
            return str(verdict.reviewer)
        return _("Reviewer %(letter)s") % {"letter": self.letters[verdict.reviewer_key]}

    def _named(self) -> bool:
        blindness = self.review.policy.blindness
        if blindness == Blindness.OPEN or heads_reviews(self.viewer):
            return True
        return blindness == Blindness.BLIND and not wrote(self.viewer, self.review.version)
