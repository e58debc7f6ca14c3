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
from challengebank.blueprint import Blueprint, Cell
from challengebank.domain import change_bank, change_blueprint, freeze_release
from challengebank.models import Bank, Job, Recall, Release
from frameworks.domain import load_frameworks
from frameworks.models import Competence, Framework
from items.document import Alignment
from tests.challengebank import factories

pytestmark = pytest.mark.django_db
LEVELS = {"lowest_level": 1, "highest_level": 5}


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
        "framework": "crcn",
        "locale": "fr",
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


def test_a_bank_of_another_framework_in_another_language_is_made_in_the_page(desk):
    place = Alignment(framework="digcomp-3-0", competence="1.1", level=1, primary=True)
    english = factories.item(1, locale="en").model_copy(update={"alignments": (place,)})
    factories.accepted(english, factories.item(2, locale="en"), factories.item(3))
    asked = {"framework": "digcomp-3-0", "locale": "en", "purpose": "training"}
    offered = desk.get(reverse("banks:new"), {"framework": "digcomp-3-0"}).context["form"].fields["competences"].choices
    names = Competence.objects.filter(framework__slug="digcomp-3-0")
    assert offered == [(competence.code, str(competence)) for competence in names]
    assert "<strong>1</strong>" in desk.post(reverse("banks:count"), {**asked, **LEVELS}).content.decode()
    values = {**asked, **LEVELS, "name": "European", "slug": "european", "channel": "draft"}
    assert desk.post(reverse("banks:new"), values).status_code == 302
    bank = Bank.objects.get()
    assert (bank.framework, bank.locale) == ("digcomp-3-0", "en")
    desk.post(reverse("banks:edit", args=["european"]), {**values, "name": "New", "framework": "crcn", "locale": "fr"})
    bank.refresh_from_db()
    assert (bank.name, bank.framework, bank.locale) == ("New", "digcomp-3-0", "en")
    page = desk.get(reverse("banks:bank", args=["european"])).content.decode()
    assert (str(Framework.objects.get(slug="digcomp-3-0")) in page, "Anglais" in page) == (True, True)


def test_a_wrong_form_is_shown_again_and_makes_nothing(desk):
    values = {"name": "", "slug": "é", "purpose": "training", "lowest_level": 5, "highest_level": 2}
    answer = desk.post(reverse("banks:new"), values)
    assert answer.status_code == 422
    assert Bank.objects.count() == 0


def test_what_is_wrong_in_rules_is_said_beside_its_field(desk):
    rules = {"lowest_level": 5, "highest_level": 2, "excluded": "leaked"}
    page = desk.post(reverse("banks:new"), {"name": "A", "slug": "a", "purpose": "training", **rules}).content.decode()
    assert "Le niveau le plus haut est sous le plus bas." in page
    assert "Un identifiant ressemble à ceci" in page


@pytest.mark.parametrize(
    ("screen", "values"),
    [
        ("edit", {"name": "Mine", "channel": "staging", "lowest_level": 1, "highest_level": 8}),
        ("blueprint", {"1.1-1-minimum": "3"}),
    ],
)
def test_nobody_undoes_unseen_what_another_operator_has_just_saved(desk, screen, values):
    bank = factories.bank()
    address, seen = reverse(f"banks:{screen}", args=[bank.slug]), bank.states.first().pk
    change_bank(actor=factories.second_operator(), bank=bank, name="Theirs", rules=bank.selection)
    plan = Blueprint(cells=(Cell(competence="1.1", level=1, minimum=1, target=1),))
    change_blueprint(actor=factories.second_operator(), bank=bank, blueprint=plan)
    answer = desk.post(address, {**values, "based_on": seen})
    bank.refresh_from_db()
    assert (answer.status_code, bank.name, bank.plan) == (409, "Theirs", plan)
    now = bank.states.first().pk
    assert f'name="based_on" value="{now}"' in answer.content.decode()
    assert desk.post(address, {**values, "based_on": now}).status_code == 302


def test_a_title_or_an_identifier_is_found_in_a_release(desk):
    factories.accepted(*(factories.item(number) for number in range(1, 4)))
    release = freeze_release(actor=factories.operator(), bank=factories.bank())
    address = reverse("banks:release_page", args=[release.bank.slug, 1])
    for sought in ("enge 2", factories.uuid(2)):
        page = desk.get(address, {"q": sought}).content.decode()
        assert [f"Challenge {number} (v1)" in page for number in (1, 2, 3)] == [False, True, False]
    assert "Rien dans cette livraison" in desk.get(address, {"q": "nowhere"}).content.decode()


def test_writers_are_called_for_what_an_exam_lacks(desk):
    factories.accepted(factories.item(1, purpose="certification"))
    bank = factories.bank(purpose="certification")
    address = reverse("banks:exam_calls", args=[bank.slug])
    desk.post(address)
    missing = {"missing": [{"competence": "1.1", "level": 1, "count": 2, "available": 0}]}
    Job.objects.create(bank=bank, kind=Job.Kind.EXAM, state=Job.State.DONE, result=missing)
    assert desk.post(address).url == reverse("banks:calls", args=[bank.slug])
    assert [(call.competence, call.level, call.wanted) for call in bank.calls.all()] == [("1.1", 1, 3)]


def test_work_under_way_is_found_again_from_every_page_of_its_bank(desk):
    job = Job.objects.create(bank=factories.bank(), kind=Job.Kind.RELEASE)
    link, page = reverse("banks:job", args=[job.pk]), reverse("banks:bank", args=[job.bank.slug])
    assert link in desk.get(page).content.decode()
    Job.objects.update(state=Job.State.DONE)
    assert link not in desk.get(page).content.decode()


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
