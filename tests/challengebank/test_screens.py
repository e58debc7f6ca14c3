"""The operator's screens: who may see them, and an accepted challenge carried to a downloaded release."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import ADMINISTRATOR, CHIEF_REVIEWER, REVIEWER, TEACHER
from challengebank.domain import freeze_release
from challengebank.models import Bank, Recall, Release
from frameworks.domain import load_frameworks
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    load_frameworks()
    client.force_login(factories.operator())
    return client


def addresses(bank: Bank, release: Release) -> list[str]:
    names = ("bank", "edit", "history", "blueprint", "blueprint_export", "calls", "exam", "release")
    own = [reverse(f"banks:{name}", args=[bank.slug]) for name in names]
    return [
        reverse("banks:list"),
        reverse("banks:new"),
        *own,
        reverse("banks:release_page", args=[bank.slug, release.number]),
        reverse("banks:download", args=[bank.slug, release.number, "bank"]),
        reverse("banks:fidelity", args=[bank.slug, release.number, "moodle"]),
        reverse("banks:recall", args=[release.items.first().version_id]),
    ]


@pytest.mark.parametrize("role", [TEACHER, REVIEWER, CHIEF_REVIEWER, ADMINISTRATOR, None])
def test_nobody_but_an_operator_sees_or_does_anything(client, role):
    factories.accepted(factories.item(1))
    bank = factories.bank()
    release = freeze_release(actor=factories.operator(), bank=bank)
    if role:
        person = create_person(email="x@ecole.example", first_name="X", last_name="Y", roles=(role,))
    else:
        person = User.objects.create_superuser("root@ecole.example")
    client.force_login(person)
    for address in addresses(bank, release):
        assert client.get(address).status_code == 403, address
        assert client.post(address, {"name": "Z"}).status_code == 403, address
    if role:
        assert reverse("banks:list") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_every_screen_answers_an_operator(desk):
    factories.accepted(factories.item(1))
    bank = factories.bank()
    release = freeze_release(actor=factories.operator(), bank=bank)
    for address in addresses(bank, release):
        assert desk.get(address).status_code == 200, address
    assert reverse("banks:list") in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_an_accepted_challenge_goes_from_a_blank_form_to_a_downloaded_release(desk, django_capture_on_commit_callbacks):
    factories.accepted(factories.item(1), factories.item(2, competence="2.1"))
    values = {
        "name": "Collège",
        "slug": "college",
        "purpose": "training",
        "channel": "production",
        "competences": ["1.1"],
        "lowest_level": 1,
        "highest_level": 5,
    }
    assert "<strong>1</strong>" in desk.post(reverse("banks:count"), values).content.decode()
    desk.post(reverse("banks:new"), values)
    bank = Bank.objects.get()
    assert bank.rules == {"competences": ["1.1"], "highest_level": 5}
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("banks:release", args=["college"]), {"notes": "First."})
    release = Release.objects.get()
    assert (release.count, release.notes) == (1, "First.")
    answer = desk.get(reverse("banks:download", args=["college", 1, "bank"]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == ["items.ndjson", "tutorials.ndjson", "manifest.json"]
    desk.post(
        reverse("banks:recall", args=[release.items.get().version_id]),
        {"reason": "Wrong key.", "urgency": "immediate", "past_answers": "neutralise"},
    )
    assert Recall.objects.get().reason == "Wrong key."


def test_a_wrong_form_is_shown_again_and_makes_nothing(desk):
    values = {"name": "", "slug": "é", "purpose": "training", "lowest_level": 5, "highest_level": 2}
    answer = desk.post(reverse("banks:new"), values)
    assert answer.status_code == 422
    assert Bank.objects.count() == 0


def test_changing_the_rules_keeps_purpose_and_short_name(desk):
    bank = factories.bank(purpose="certification")
    values = {"name": "New", "slug": "other", "channel": "staging", "lowest_level": 2, "highest_level": 4}
    desk.post(reverse("banks:edit", args=[bank.slug]), values)
    bank.refresh_from_db()
    assert (bank.name, bank.slug, bank.purpose, bank.channel) == ("New", "college", "certification", "staging")
    assert bank.rules == {"lowest_level": 2, "highest_level": 4}


def test_lists_ask_the_same_number_of_queries_for_one_row_and_three(desk):

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        return len(queries)

    factories.accepted(factories.item(1))
    bank = factories.bank("a")
    freeze_release(actor=factories.operator(), bank=bank)
    places = [reverse("banks:list"), reverse("banks:bank", args=["a"]), reverse("banks:release_page", args=["a", 1])]
    desk.get(places[0])
    before = [cost(place) for place in places]
    factories.accepted(factories.item(2), factories.item(3))
    factories.bank("b")
    factories.bank("c")
    for _again in range(2):
        freeze_release(actor=factories.operator(), bank=bank, force=True)
    places[2] = reverse("banks:release_page", args=["a", 3])
    assert [cost(place) for place in places] == before
