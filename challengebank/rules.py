"""Who may do what in the bank."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.translation import gettext as _

from accounts.roles import OPERATOR, has_role
from challengebank.errors import NotAllowed


def operates(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Operators hold banks, releases and recalls; nobody else does."""
    return has_role(user, OPERATOR)


def require_operator(user: AbstractBaseUser | AnonymousUser) -> None:
    """Raise NotAllowed unless the person is an operator."""
    if not operates(user):
        raise NotAllowed(_("Only an operator holds banks and releases."))
