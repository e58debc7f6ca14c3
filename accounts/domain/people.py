"""Making people and their roles."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.models import School, User
from accounts.roles import ROLES


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
