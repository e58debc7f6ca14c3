"""People and their roles, as administrators look after them."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.domain import change_person, create_person, invite_again, invite_person, verify_audit
from accounts.models import AuditEvent, School, User
from accounts.roles import ADMINISTRATOR, CHIEF_REVIEWER, OPERATOR, REVIEWER, TEACHER, roles_of
from frameworks.domain import load_frameworks

pytestmark = pytest.mark.django_db
TYPED = {"first_name": "Zoé", "last_name": "Petit", "email": "Zoe@Ecole.example", "roles": [TEACHER, REVIEWER]}


def person(name: str, *roles: str) -> User:
    return create_person(email=f"{name}@ecole.example", first_name=name.title(), last_name="Petit", roles=roles)


@pytest.fixture
def admin(client) -> User:
    somebody = person("anne", ADMINISTRATOR)
    client.force_login(somebody)
    return somebody


def test_an_invited_person_chooses_a_password_by_the_link(client, admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("people:new"), TYPED).status_code == 302
    zoe = User.objects.get(email="zoe@ecole.example")
    assert (roles_of(zoe), zoe.has_usable_password()) == ({TEACHER, REVIEWER}, False)
    [sent] = mail.outbox
    assert sent.to == ["zoe@ecole.example"]
    link = re.search(r"https?://[^/\s]+(/\S+)", sent.body).group(1)
    client.logout()
    form = client.get(link, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"new_password1": "une mare aux carpes", "new_password2": "une mare aux carpes"}
    )
    assert client.login(username="zoe@ecole.example", password="une mare aux carpes")


def test_a_link_sent_again_is_in_the_audit_trail(client, admin, django_capture_on_commit_callbacks):
    tom = person("tom", TEACHER)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("people:invite", args=[tom.pk]))
    assert [sent.to for sent in mail.outbox] == [[tom.email]]
    assert AuditEvent.objects.get(act="invite again").actor == admin


def test_a_new_school_is_made_from_its_number_and_name(client, admin):
    assert client.post(reverse("people:new"), {**TYPED, "uai": "0751234a"}).status_code == 422
    client.post(reverse("people:new"), {**TYPED, "uai": "0751234A", "school_name": "Collège Verne"})
    assert School.objects.get().people.get().email == "zoe@ecole.example"


def test_changing_a_person_is_kept_in_the_audit_trail(client, admin):
    tom = person("tom", TEACHER)
    address = reverse("people:person", args=[tom.pk])
    assert client.get(address).context["form"].initial["roles"] == [TEACHER]
    client.post(address, {**TYPED, "email": tom.email, "roles": [OPERATOR]})
    tom = User.objects.get(pk=tom.pk)
    assert (str(tom), tom.is_active, tom.groups.get().name) == ("Zoé Petit", False, OPERATOR)
    assert AuditEvent.objects.get(act="set roles").data == {"roles": [OPERATOR], "active": False}
    assert verify_audit() is None


def test_an_address_serves_once(client, admin):
    person("zoe", TEACHER)
    assert client.post(reverse("people:new"), TYPED).status_code == 422


def test_nobody_changes_his_own_roles(client, admin):
    address = reverse("people:person", args=[admin.pk])
    client.post(address, {**TYPED, "email": admin.email, "roles": [ADMINISTRATOR, OPERATOR], "active": "on"})
    client.post(address, {**TYPED, "email": admin.email, "roles": [ADMINISTRATOR]})
    assert roles_of(User.objects.get(pk=admin.pk)) == {ADMINISTRATOR}
    client.post(address, {**TYPED, "email": admin.email, "roles": [ADMINISTRATOR], "active": "on"})
    assert User.objects.get(pk=admin.pk).first_name == "Zoé"


def test_the_list_is_found_by_words_and_roles(client, admin):
    person("tom", TEACHER)
    found = lambda query: [str(p) for p in client.get(reverse("people:list") + query).context["people"]]  # noqa: E731
    assert found("?q=tom") == ["Tom Petit"]
    assert found(f"?role={ADMINISTRATOR}") == ["Anne Petit"]


def test_erasing_asks_first(client, admin):
    tom = person("tom", TEACHER)
    address = reverse("people:erase", args=[tom.pk])
    assert client.get(address).status_code == 200
    client.post(address)
    assert not User.objects.filter(pk=tom.pk).exists()


@pytest.mark.parametrize("who", [TEACHER, REVIEWER, CHIEF_REVIEWER, OPERATOR, "superuser"])
def test_only_administrators_pass(client, who):
    tom = person("tom", TEACHER)
    other = User.objects.create_superuser("root@ecole.example") if who == "superuser" else person("zoe", who)
    client.force_login(other)
    for name, args in (("list", []), ("new", []), ("person", [tom.pk]), ("invite", [tom.pk]), ("erase", [tom.pk])):
        address = reverse(f"people:{name}", args=args)
        assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)
    with pytest.raises(PermissionDenied):
        invite_person(actor=other, email="a@b.example", first_name="A", last_name="B", roles=[OPERATOR])
    with pytest.raises(PermissionDenied):
        invite_again(actor=other, person=tom)
    with pytest.raises(PermissionDenied):
        change_person(actor=other, person=tom, email="a@b.example", first_name="A", last_name="B", roles=[OPERATOR])


def test_a_person_says_what_he_teaches_and_can_judge(client):
    load_frameworks()
    tom = person("tom", TEACHER)
    client.force_login(tom)
    page = client.get(reverse("wagtailadmin_account"))
    panels = [panel for tab in page.context["panels_by_tab"].values() for panel in tab]
    typed = {}
    for panel in panels:
        form = panel.get_form()
        typed |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    typed |= {"fields-disciplines": ["mathematiques"], "fields-competences": ["1.1", "3.4"]}
    client.post(reverse("wagtailadmin_account"), typed)
    tom.refresh_from_db()
    assert (tom.competences, tom.disciplines) == (["1.1", "3.4"], ["mathematiques"])
