"""Declaring a conflict of interest."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.domain.audit import actor_key
from accounts.models import User
from review.errors import ReviewError
from review.models import DeclaredConflict


@transaction.atomic
def declare_conflict(*, actor: User, other: User) -> DeclaredConflict:
    """These two no longer judge each other's work. Saying it again changes nothing; nobody has to say why."""
    if actor == other:
        raise ReviewError(_("Nobody judges their own work: there is nothing to declare."))
    conflict, made = DeclaredConflict.objects.get_or_create(
        declared_by=actor, other=other, defaults={"declared_at": timezone.now()}
    )
    if made:
        record(actor=actor, act="declare conflict", subject=f"person:{actor_key(actor)}", other=actor_key(other))
    return conflict


@transaction.atomic
def withdraw_conflict(*, actor: User, other: User) -> None:
    """The one who declared it says that it is over."""
    if DeclaredConflict.objects.filter(declared_by=actor, other=other).delete()[0]:
        record(actor=actor, act="withdraw conflict", subject=f"person:{actor_key(actor)}", other=actor_key(other))
