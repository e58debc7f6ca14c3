"""Who may judge what. Independence has one place, for one person or many, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from accounts.roles import CHIEF_REVIEWER, REVIEWER, has_role
from challengebank.enums import Facet
from challengebank.errors import NotAllowed
from challengebank.models import Version, VersionContributor, VersionFacet
from challengebank.models.immutable import FactQuerySet
from review.enums import Reason, Round
from review.models import DeclaredConflict, Review, ReviewPolicy, Verdict

Person = AbstractBaseUser | AnonymousUser
Reasons = tuple[Reason, ...]
"""Why not; empty means that the person may."""


def reviews(user: Person) -> bool:
    """Reviewers and chief reviewers work in the review desk; being superuser gives nothing."""
    return has_role(user, REVIEWER, CHIEF_REVIEWER)


def heads_reviews(user: Person) -> bool:
    """Chief reviewers assign, arbitrate and set policies."""
    return has_role(user, CHIEF_REVIEWER)


def require_chief(user: Person) -> None:
    """Raise NotAllowed unless the person is a chief reviewer."""
    if not heads_reviews(user):
        raise NotAllowed(_("Only a chief reviewer does this."))


def wrote(user: Person, version: Version) -> bool:
    """The author, or anyone who edited this version before it was submitted."""
    return version.created_by_id == user.pk or version.contributors.filter(user_id=user.pk).exists()


@dataclass(slots=True)
class Bias:
    """Whose work a person cannot judge.

    Identities the person wrote, identities related to those, and keys of people: colleagues, declared conflicts, and
    those who judged this person's work, with the moment they last did.
    """

    own: set[UUID] = field(default_factory=set)
    related: set[UUID] = field(default_factory=set)
    colleagues: set[int] = field(default_factory=set)
    declared: set[int] = field(default_factory=set)
    judges: dict[int, datetime] = field(default_factory=dict)

    def recent(self, policy: ReviewPolicy) -> set[int]:
        """Those who judged this person too lately, in the eyes of a policy."""
        since = timezone.now() - timedelta(days=policy.reciprocity_days)
        return {person for person, at in self.judges.items() if at > since}

    def people(self, policy: ReviewPolicy) -> set[int]:
        """Everybody whose work this person cannot judge under a policy."""
        return self.declared | self.recent(policy) | (self.colleagues if policy.other_school else set())

    def against(self, identity: UUID, authors: Collection[int], policy: ReviewPolicy) -> Reasons:
        """Why this person cannot judge a version of an identity by these authors."""
        authors = set(authors)
        checks = {
            Reason.AUTHOR: identity in self.own,
            Reason.SIBLING: identity in self.related,
            Reason.COLLEAGUE: policy.other_school and bool(self.colleagues & authors),
            Reason.DECLARED: bool(self.declared & authors),
            Reason.RECENT: bool(self.recent(policy) & authors),
        }
        return tuple(reason for reason, found in checks.items() if found)


def biases_of(users: Iterable[User]) -> dict[int, Bias]:
    """The bias of each person, by key."""
    people = {user.pk: user for user in users}
    biases: dict[int, Bias] = {pk: Bias() for pk in people}
    _read_writings(biases)
    _read_relatives(biases)
    _read_schools(biases, people)
    _read_declared(biases)
    _read_judges(biases)
    return biases


def bias_of(user: User) -> Bias:
    """The bias of one person."""
    return biases_of([user])[user.pk]


def _read_writings(biases: Mapping[int, Bias]) -> None:
    contributions = VersionContributor.objects.filter(user__in=biases).values_list("user", "version__identity")
    submissions = Version.objects.filter(created_by__in=biases).values_list("created_by", "identity")
    for user, identity in contributions.union(submissions):
        biases[user].own.add(identity)


def _read_relatives(biases: Mapping[int, Bias]) -> None:
    """Members of one family, originals and their translations: one step away from what the person wrote."""
    identities = {identity for bias in biases.values() for identity in bias.own}
    links: dict[UUID, set[UUID]] = defaultdict(set)
    groups = set(_links().filter(version__identity__in=identities).values_list("value", flat=True))
    groups |= {str(identity) for identity in identities}
    for identity, value in _links().filter(value__in=groups).values_list("version__identity", "value"):
        links[UUID(value)].add(identity)
    for bias in biases.values():
        for head, members in links.items():
            family = members | {head}
            if family & bias.own:
                bias.related |= family - bias.own


def _links() -> FactQuerySet:
    return VersionFacet.objects.filter(name__in=(Facet.FAMILY, Facet.ORIGIN))


def _read_schools(biases: Mapping[int, Bias], people: Mapping[int, User]) -> None:
    schools = {user.school_id for user in people.values() if user.school_id}
    staff: dict[int, set[int]] = defaultdict(set)
    for school, pk in User.objects.filter(school__in=schools).values_list("school", "pk"):
        staff[school].add(pk)
    for pk, user in people.items():
        biases[pk].colleagues = staff[user.school_id] - {pk} if user.school_id else set()


def _read_declared(biases: Mapping[int, Bias]) -> None:
    for one, other in DeclaredConflict.objects.values_list("declared_by", "other"):
        for person, against in ((one, other), (other, one)):
            if person in biases:
                biases[person].declared.add(against)


def _read_judges(biases: Mapping[int, Bias]) -> None:
    authors: dict[UUID, list[Bias]] = defaultdict(list)
    for bias in biases.values():
        for identity in bias.own:
            authors[identity].append(bias)
    given = Verdict.objects.filter(review__version__identity__in=authors, reviewer__isnull=False)
    for identity, reviewer, at in given.order_by("given_at").values_list(
        "review__version__identity", "reviewer", "given_at"
    ):
        for bias in authors[identity]:
            bias.judges[reviewer] = at


def authors_of(versions: Iterable[Version]) -> dict[int, set[int]]:
    """The keys of all who wrote each version, by the version's key."""
    authors = {version.pk: {version.created_by_id} - {None} for version in versions}
    contributors = VersionContributor.objects.filter(version__in=authors, user__isnull=False)
    for version, user in contributors.values_list("version", "user"):
        authors[version].add(user)
    return authors


def independence(user: User, version: Version, policy: ReviewPolicy) -> Reasons:
    """Why a person cannot be an independent judge of a version under a policy."""
    reasons = bias_of(user).against(version.identity_id, authors_of([version])[version.pk], policy)
    return reasons if has_role(user, *policy.reviewers) else (Reason.ROLE, *reasons)


def saw_keys(reviews: Iterable[Review]) -> set[tuple[str, int | None]]:
    """(subject, person) for all who saw the expected answer of these reviews: they can no longer answer as pupils."""
    seen = AuditEvent.objects.filter(act="see key", subject__in=[review.subject for review in reviews])
    return set(seen.values_list("subject", "actor"))


def seat_reasons(user: User, review: Review) -> Reasons:
    """Why a person cannot take a place in the current round of a review."""
    reasons = independence(user, review.version, review.policy)
    places = review.assignments.filter(reviewer=user)
    if review.round != Round.ARBITRATION:
        if places.filter(round=review.round).exists():
            return (*reasons, Reason.ALREADY)
        return (*reasons, Reason.KNOWS) if (review.subject, user.pk) in saw_keys([review]) else reasons
    if not heads_reviews(user):
        reasons = (*reasons, Reason.ARBITER)
    return (*reasons, Reason.ALREADY) if review.verdicts.filter(reviewer=user).exists() else reasons
