"""The discussion of a challenge: its messages, who takes part, who is named."""

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import CHIEF_REVIEWER
from authoring.models import Challenge, Hearing, Post
from authoring.rules import may_read

AT = re.compile(r"@(\w[\w’'-]*)")
"""The first word of the name of a person spoken to."""


def thread(challenge: Challenge) -> QuerySet[Post]:
    """The messages, oldest first, those withdrawn among them."""
    return challenge.posts.select_related("author__wagtail_userprofile", "withdrawal")


def unheard(challenge: Challenge, person: User) -> int:
    """How many messages the person has not read."""
    return Hearing.objects.filter(post__challenge=challenge, person=person, read_at=None).count()


def taking_part(challenge: Challenge) -> list[User]:
    """Those who wrote the challenge or a message, and may read it still."""
    wrote = Q(pk=challenge.author_id) | Q(pk__in=[person.pk for person in challenge.coauthors.all()])
    people = User.objects.filter(wrote | Q(pk__in=challenge.posts.values("author")), is_active=True)
    return _readers(people, challenge)


def to_name(challenge: Challenge, reader: User) -> list[User]:
    """Those whom a form offers to name: who takes part, and the chief reviewers."""
    chiefs = User.objects.filter(groups__name=CHIEF_REVIEWER, is_active=True)
    people = {person.pk: person for person in (*taking_part(challenge), *chiefs) if person.pk != reader.pk}
    return sorted(people.values(), key=str)


def named_in(text: str, challenge: Challenge) -> list[User]:
    """The people whom a text names by « @First name Last name », or by the first name alone where it says who."""
    firsts = {found.group(1).casefold() for found in AT.finditer(text)}
    if not firsts:
        return []
    first_name = Q()
    for name in firsts:
        first_name |= Q(first_name__istartswith=name)
    readers = _readers(User.objects.filter(first_name, is_active=True), challenge)
    part = {person.pk for person in taking_part(challenge)}
    said = text.casefold()
    return [p for p in readers if f"@{p}".casefold() in said or (p.pk in part and p.first_name.casefold() in firsts)]


def _readers(people: Iterable[User], challenge: Challenge) -> list[User]:
    return [person for person in people if may_read(person, challenge)]
