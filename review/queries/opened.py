"""What a person may see of the verdicts and remarks on a version: sealed ones never, names as the policy says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from challengebank.models import Version
from review.enums import TAKEN, Audience, Blindness, State
from review.models import Comment, Review, ReviewPolicy, Verdict
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
    """The verdicts on a version that the viewer may read now, the last round first; one’s own always.

    A round opens when all its verdicts are in: to its reviewers and the chief reviewers at once, to the authors when
    the review closes. Anybody else reads none.
    """
    verdicts = list(review.verdicts.select_related("reviewer").order_by("-round", "reviewer_key"))
    names = signature(review, viewer)
    return [
        OpenedVerdict(names.of(verdict.reviewer, verdict.reviewer_key), verdict.reviewer_id == viewer.pk, verdict)
        for verdict in _readable(review, viewer, verdicts)
    ]


def comments_for(review: Review, viewer: User) -> list[Comment]:
    """The remarks and answers that the viewer may read now, each with `who` wrote it; they open like verdicts.

    Those for the chief reviewers are read by them and by who wrote them.
    """
    comments = review.comments.select_related("writer", "parent").order_by("anchor", "pk")
    names = signature(review, viewer)
    readable = [
        comment
        for comment in _readable(review, viewer, comments)
        if comment.audience == Audience.AUTHOR or comment.writer_id == viewer.pk or heads_reviews(viewer)
    ]
    for comment in readable:
        comment.who = names.of(comment.writer, comment.writer_key)
    return readable


def threads_for(review: Review, viewer: User) -> list[Comment]:
    """The remarks that the viewer may read, each with its `thread` of answers."""
    comments = comments_for(review, viewer)
    for comment in comments:
        comment.thread = [answer for answer in comments if answer.parent_id == comment.pk]
    return [comment for comment in comments if comment.parent_id is None]


Sealed = TypeVar("Sealed", Verdict, Comment)


def _readable(review: Review, viewer: User, things: Iterable[Sealed]) -> Iterator[Sealed]:
    """What is no longer sealed for the viewer, or his own."""
    insider = heads_reviews(viewer) or review.assignments.filter(reviewer=viewer, state__in=TAKEN).exists()
    everything = review.state == State.CLOSED and (insider or wrote(viewer, review.version))
    for thing in things:
        person = thing.reviewer_id if isinstance(thing, Verdict) else thing.writer_id
        if everything or person == viewer.pk or (insider and thing.round < review.round):
            yield thing


def signature(review: Review, viewer: User) -> "Signature":
    """How reviewers sign for a viewer: letters by pseudonym, so that they say nothing of the order."""
    remarks = review.comments.filter(parent=None).values_list("writer_key", flat=True)
    keys = sorted({*review.verdicts.values_list("reviewer_key", flat=True), *remarks})
    return Signature(review, viewer, dict(zip(keys, ascii_uppercase, strict=False)))


@dataclass(frozen=True, slots=True)
class Signature:
    """How verdicts and remarks are signed for a viewer."""

    review: Review
    viewer: User
    letters: dict[str, str]

    def of(self, person: User | None, key: str) -> str:
        """A name where the policy allows it, else a role and a letter."""
        if person is not None and person.pk == self.viewer.pk:
            return _("You")
        if key not in self.letters:
            return self._other(person)
        if person and self._knows_reviewers():
            return str(person)
        return _("Reviewer %(letter)s") % {"letter": self.letters[key]}

    def _knows_reviewers(self) -> bool:
        blindness = self.review.policy.blindness
        if blindness == Blindness.OPEN or heads_reviews(self.viewer):
            return True
        return blindness == Blindness.BLIND and not wrote(self.viewer, self.review.version)

    def _other(self, person: User | None) -> str:
        """Somebody who gave no verdict: an author, or a chief reviewer who answers a remark."""
        if person and heads_reviews(person):
            return _("Chief reviewer")
        known = self.review.policy.blindness != Blindness.DOUBLE_BLIND or heads_reviews(self.viewer)
        return str(person) if person and known else _("Author")
