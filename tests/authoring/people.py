"""People of authoring tests."""

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import CHIEF_REVIEWER, REVIEWER, TEACHER


def person(name: str, *roles: str) -> User:
    return create_person(email=f"{name}@ecole.example", first_name=name.title(), last_name="Petit", roles=roles)


def teacher(name: str = "tom") -> User:
    return person(name, TEACHER)


def reviewer(name: str = "rose") -> User:
    return person(name, REVIEWER)


def chief(name: str = "charles") -> User:
    return person(name, CHIEF_REVIEWER)
