"""Roles as people read them."""

from typing import Any

from django import template

from accounts.models import User
from accounts.roles import ROLE_NAMES, roles_of

register = template.Library()


@register.filter
def title_of(name: Any) -> str:
    """The name of a role, without what it does: “reviewer: judges…” is “reviewer”."""
    return str(name).split(":")[0].strip()


@register.filter
def roles_said(person: User) -> str:
    """The roles of a person, in the order of ROLES."""
    return ", ".join(title_of(name) for role, name in ROLE_NAMES.items() if role in roles_of(person))
