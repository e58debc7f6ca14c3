"""Making people and their roles; erasing them."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import actor_key, record
from accounts.domain.invitations import send_invitation
from accounts.models import School, User
from accounts.roles import ROLES, administers, roles_of


def ensure_roles() -> dict[str, Group]:
    """The groups of all roles, made when absent, each able to open the desk. Running it twice changes nothing."""
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    groups = {}
    for role in ROLES:
        group, made = Group.objects.get_or_create(name=role)
        if made:
            group.permissions.add(access)
        groups[role] = group
    return groups


@transaction.atomic
def create_person(
    *,
    email: str,
    first_name: str,
    last_name: str,
    roles: tuple[str, ...],
    password: str | None = None,
    school: School | None = None,
    competences: tuple[str, ...] = (),
    disciplines: tuple[str, ...] = (),
) -> User:
    """A person with roles; the same address again updates names, school and roles, never the password."""
    groups = ensure_roles()
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        person = User.objects.create_user(email, password)
    person.first_name, person.last_name, person.school = first_name, last_name, school
    person.competences, person.disciplines = list(competences), list(disciplines)
    person.save()
    person.groups.set([groups[role] for role in roles])
    return person


@transaction.atomic
def invite_person(
    *, actor: User, email: str, first_name: str, last_name: str, roles: Iterable[str], school: School | None = None
) -> User:
    """A new person, who gets an e-mail with a link to choose a password. Only an administrator invites."""
    _require_administrator(actor)
    school = _kept(school)
    person = User.objects.create_user(email, first_name=first_name, last_name=last_name, school=school)
    _set_roles(actor, person, roles)
    send_invitation(person)
    return person


@transaction.atomic
def change_person(
    *,
    actor: User,
    person: User,
    email: str,
    first_name: str,
    last_name: str,
    roles: Iterable[str],
    school: School | None = None,
    active: bool = True,
) -> User:
    """Names, address, school, roles, and whether the person may sign in. Nobody changes his own roles."""
    _require_administrator(actor)
    if actor == person and (set(roles) != roles_of(person) or not active):
        raise PermissionDenied(_("Nobody changes his own roles: ask another administrator."))
    person.email, person.first_name, person.last_name = email.lower(), first_name, last_name
    person.school, person.is_active = _kept(school), active
    person.save(update_fields=["email", "first_name", "last_name", "school", "is_active"])
    _set_roles(actor, person, roles)
    return person


@transaction.atomic
def invite_again(*, actor: User, person: User) -> User:
    """Send the link to choose a password once more."""
    _require_administrator(actor)
    send_invitation(person)
    record(actor=actor, act="invite again", subject=f"person:{actor_key(person)}")
    return person


def _require_administrator(actor: User) -> None:
    if not administers(actor):
        raise PermissionDenied(_("Only an administrator does this."))


def _kept(school: School | None) -> School | None:
    """The school, saved when it is new here."""
    if school is not None and school.pk is None:
        school.save()
    return school


def _set_roles(actor: User, person: User, roles: Iterable[str]) -> None:
    groups = ensure_roles()
    person.groups.set([groups[role] for role in roles])
    subject = f"person:{actor_key(person)}"
    record(actor=actor, act="set roles", subject=subject, roles=sorted(roles), active=person.is_active)


@transaction.atomic
def declare_fields(*, person: User, competences: Iterable[str], disciplines: Iterable[str]) -> User:
    """What a person teaches and feels able to judge: codes of competences and slugs of disciplines."""
    person.competences, person.disciplines = sorted(competences), sorted(disciplines)
    person.save(update_fields=["competences", "disciplines"])
    record(actor=person, act="declare fields", subject=f"person:{actor_key(person)}")
    return person


@transaction.atomic
def erase_person(*, actor: User, person: User) -> str:
    """Forget a person who asks for it (GDPR, article 17); the pseudonym under which what he did stays.

    Names, address and account go; facts keep their pseudonym, and the audit chain holds. An administrator does it, and
    another one for himself.
    """
    if not administers(actor) or actor == person:
        raise PermissionDenied(_("Only an administrator erases a person, and never himself."))
    pseudonym = actor_key(person)
    record(actor=actor, act="erase person", subject=f"person:{pseudonym}")
    person.delete()
    return pseudonym
