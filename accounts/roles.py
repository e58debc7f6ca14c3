"""Roles: Django groups with fixed names, and who has which."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

TEACHER = "teachers"
REVIEWER = "reviewers"
CHIEF_REVIEWER = "chief reviewers"
OPERATOR = "operators"
ADMINISTRATOR = "administrators"
ROLES = (TEACHER, REVIEWER, CHIEF_REVIEWER, OPERATOR, ADMINISTRATOR)


def roles_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[str]:
    """The roles of an active person, read once for each user object."""
    if not user.is_active or user.pk is None:
        return frozenset()
    if not hasattr(user, "_roles"):
        user._roles = frozenset(group.name for group in user.groups.all()) & frozenset(ROLES)  # type: ignore[attr-defined]
    return user._roles


def has_role(user: AbstractBaseUser | AnonymousUser, *roles: str) -> bool:
    """Whether an active person has one of these roles. Being superuser gives none: it is a technical power."""
    return not roles_of(user).isdisjoint(roles)
