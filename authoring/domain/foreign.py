"""What the questions of others are called here: their identities, and the competences that their categories mean."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from accounts.domain import record
from accounts.models import User
from authoring.errors import NotYours
from authoring.models import Challenge, SourcePlace
from authoring.rules import writes_at_all
from items.document import Item

SPACE = UUID("1c5a6f1e-0f0d-5a6b-8f5e-7d1b2f3a4c5d")
ROOT = re.compile(r"^\$\w+\$(?:/top)?/|^top/", re.IGNORECASE)
COMPARED = 2_000
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """A competence and a level."""

    competence: str
    level: int = 1


class Identities:
    """Gives each question of a file an identity: the same for the same question of the same person.

    That is the identifier that it has where it comes from, or else its title and its place among namesakes.
    """

    def __init__(self, actor: User) -> None:
        self.actor = actor
        self.titles: Counter[str] = Counter()
        self.given: dict[str, str] = {}

    def of(self, draft: dict[str, Any], identifier: str) -> str:
        """The identity of a question; an identifier that comes twice in a file names the first one only."""
        if identifier:
            found = self._named(f"#{identifier}")
            if found not in self.given:
                self.given[found] = identifier
                return found
        title = draft.get("title", "")
        self.titles[title] += 1
        return self._named(f"/{title}/{self.titles[title]}")

    def _named(self, name: str) -> str:
        return str(uuid5(SPACE, f"{self.actor.pk}{name}"))

    def apart(self, items: Sequence[Item]) -> Iterator[tuple[Item, str]]:
        """Each item, and the title of the one that its identifier names when that one says something else.

        Many banks number their questions alike: such an item is another one, known by its title too.
        """
        named = [item.id for item in items if item.id in self.given]
        known = {
            str(row.uuid): row for row in Challenge.objects.filter(uuid__in=named).only("uuid", "title", "statement")
        }
        for item in items:
            row = known.get(item.id)
            if row is None or row.title == item.title or _alike(row.statement, item.statement):
                yield item, ""
            else:
                own = self._named(f"#{self.given[item.id]}/{item.title}")
                yield item.model_copy(update={"id": own}), row.title


def _alike(one: str, other: str) -> bool:
    """Whether two texts share half of their words."""
    words, others = set(one[:COMPARED].casefold().split()), set(other[:COMPARED].casefold().split())
    return 2 * len(words & others) >= ALIKE * (len(words) + len(others))


def terms_of(category: str) -> Iterator[str]:
    """A category of Moodle as people read it, then those around it: `Numérique / Réseaux`, then `Numérique`.

    A name that has a slash is written with two.
    """
    names = re.split("(?<!/)/(?!/)", ROOT.sub("", category.strip()))
    parts = [name.replace("//", "/").strip() for name in names if name.strip()]
    for count in range(len(parts), 0, -1):
        yield " / ".join(parts[:count])


def place_of(category: str, tags: Iterable[str], places: Mapping[str, Place]) -> Place | None:
    """Where a question goes: by its category, by those around it, then by its tags. Case does not count."""
    return next((places[term.casefold()] for term in (*terms_of(category), *tags) if term.casefold() in places), None)


def remembered_places(user: User) -> dict[str, Place]:
    """What this person's categories and tags mean, as said before."""
    rows = SourcePlace.objects.filter(user=user).values_list("term", "competence", "level")
    return {term: Place(competence, level) for term, competence, level in rows}


@transaction.atomic
def remember_places(*, actor: User, places: Mapping[str, Place | None]) -> None:
    """Keep what categories and tags mean for the next imports of the actor; None forgets one."""
    if not writes_at_all(actor):
        raise NotYours("only teachers and reviewers write")
    folded = {term.casefold()[:500]: place for term, place in places.items()}
    kept = {term: place for term, place in folded.items() if place}
    if remembered_places(actor).items() >= kept.items() and len(kept) == len(folded):
        return
    SourcePlace.objects.filter(user=actor, term__in=folded).delete()
    SourcePlace.objects.bulk_create(
        SourcePlace(user=actor, term=term, competence=place.competence, level=place.level)
        for term, place in kept.items()
    )
    record(actor=actor, act="remember places", subject=f"user:{actor.pk}", count=len(kept))
