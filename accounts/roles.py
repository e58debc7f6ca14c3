"""Roles: Django groups with fixed names, and who has which."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.translation import gettext_lazy as _

TEACHER = "teachers"
REVIEWER = "reviewers"
CHIEF_REVIEWER = "chief reviewers"
OPERATOR = "operators"
ADMINISTRATOR = "administrators"
ROLES = (TEACHER, REVIEWER, CHIEF_REVIEWER, OPERATOR, ADMINISTRATOR)
ROLE_NAMES = {
    TEACHER: _("teacher: writes challenges"),
    REVIEWER: _("reviewer: writes, and judges what others wrote"),
    CHIEF_REVIEWER: _("chief reviewer: assigns, arbitrates, sets the policies"),
    OPERATOR: _("operator: makes banks and releases"),
    ADMINISTRATOR: _("administrator: people and their roles"),
}
"""What each role is, in the reader's language."""


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


def administers(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Administrators decide who has which role."""
    return has_role(user, ADMINISTRATOR)
