"""Making people and their roles; erasing them."""

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import actor_key, record
from accounts.models import School, User
from accounts.roles import ADMINISTRATOR, ROLES, has_role


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
def erase_person(*, actor: User, person: User) -> str:
    """Forget a person who asks for it (GDPR, article 17); the pseudonym under which what he did stays.

    Names, address and account go; facts keep their pseudonym, and the audit chain holds. An administrator does it, and
    another one for himself.
    """
    if not has_role(actor, ADMINISTRATOR) or actor == person:
        raise PermissionDenied(_("Only an administrator erases a person, and never himself."))
    pseudonym = actor_key(person)
    record(actor=actor, act="erase person", subject=f"person:{pseudonym}")
    person.delete()
    return pseudonym
