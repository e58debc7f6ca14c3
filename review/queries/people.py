"""Reviewers: who they are, what they can judge, how much they have to do."""

from django.contrib.auth.models import Group
from django.db.models import Count, Prefetch, QuerySet

from accounts.models import User
from accounts.roles import CHIEF_REVIEWER, REVIEWER
from challengebank.enums import Facet
from challengebank.models import Version, VersionFacet
from review.enums import PENDING, RUNNING
from review.models import Assignment, Review
from review.rules import heads_reviews


def reviewers() -> QuerySet[User]:
    """Active people who give verdicts, with their school and their roles."""
    people = User.objects.filter(groups__name__in=(REVIEWER, CHIEF_REVIEWER), is_active=True).distinct()
    roles = Prefetch("groups", Group.objects.only("name"))
    return people.select_related("school").prefetch_related(roles).order_by("last_name", "first_name", "pk")


def places_for(review: Review, viewer: User) -> list[Assignment]:
    """Who was asked, for a chief reviewer who follows a review in which he has no part himself."""
    if not heads_reviews(viewer) or review.assignments.filter(reviewer=viewer).exists():
        return []
    return list(review.assignments.select_related("reviewer").order_by("round", "pk"))


def loads() -> dict[int, int]:
    """How many verdicts are awaited from each person; who has none is absent."""
    pending = Assignment.objects.filter(state__in=PENDING, review__state__in=RUNNING)
    return dict(pending.values_list("reviewer").annotate(Count("pk")).order_by())


def merit(person: User, version: Version, disciplines: set[str]) -> int:
    """2 for a competence that the person declared, 1 for a discipline."""
    return 2 * (version.competence in person.competences) + bool(disciplines & set(person.disciplines))


def disciplines_of(versions: list[Version]) -> dict[int, set[str]]:
    """The disciplines of each version, by its key."""
    found: dict[int, set[str]] = {version.pk: set() for version in versions}
    facets = VersionFacet.objects.filter(version__in=found, name=Facet.DISCIPLINE)
    for version, value in facets.values_list("version", "value"):
        found[version].add(value)
    return found
