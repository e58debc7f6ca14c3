"""Who may open which screen of the bank: one table, for training and for certification."""

import pytest
from django.urls import reverse

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import ADMINISTRATOR, CHIEF_REVIEWER, OPERATOR, REVIEWER, TEACHER
from challengebank.blueprint import Place
from challengebank.domain import Wanted, freeze_release, open_calls, propose_release, start_job
from challengebank.models import Job
from challengebank.urls import urlpatterns
from frameworks.domain import load_frameworks
from tests.challengebank import factories

pytestmark = pytest.mark.django_db

PEOPLE = [TEACHER, REVIEWER, CHIEF_REVIEWER, ADMINISTRATOR, "superuser", "nobody", OPERATOR]
POST_ONLY = {"count", "blueprint_import", "close_call", "cancel_job", "restart_job", "propose", "approve", "verify"}


@pytest.fixture(params=["training", "certification"])
def addresses(request) -> dict[str, str]:
    """Each screen's address, about a bank of this purpose that has all there can be."""
    load_frameworks()
    factories.accepted(factories.item(1, purpose=request.param))
    bank, actor = factories.bank(purpose=request.param), factories.operator()
    factories.approved(bank)
    release = freeze_release(actor=actor, bank=bank)
    ids = {
        "recall": [release.items.get().version_id],
        "release_page": [bank.slug, 1],
        "verify": [bank.slug, 1],
        "fidelity": [bank.slug, 1, "csv"],
        "download": [bank.slug, 1, "csv"],
        "close_call": [bank.slug, open_calls(actor=actor, bank=bank, places=[Wanted(Place("1.1", 1), 1)])[0].pk],
        "approve": [bank.slug, propose_release(actor=actor, bank=bank, force=True).pk],
    }
    job = start_job(actor=actor, bank=bank, kind=Job.Kind.EXAM, forms=1)
    jobs = dict.fromkeys(["job", "job_state", "cancel_job", "restart_job"], [job.pk])
    ids |= {**jobs, "list": [], "new": [], "count": []}
    return {
        path.name: reverse(f"banks:{path.name}", args=ids.get(path.name, [bank.slug]))
        for path in urlpatterns
        if path.name in ids or "<slug:slug>/" in str(path.pattern) and "<int:" not in str(path.pattern)
    }


def sign_in(client, who: str) -> None:
    if who == "superuser":
        client.force_login(User.objects.create_superuser("root@ecole.example"))
    elif who != "nobody":
        client.force_login(create_person(email="x@ecole.example", first_name="X", last_name="Y", roles=(who,)))


@pytest.mark.parametrize("who", PEOPLE)
def test_only_operators_open_a_screen_or_act(client, addresses, who):
    sign_in(client, who)
    refused = 302 if who == "nobody" else 403
    for name, address in addresses.items():
        answers = {"post": client.post(address).status_code}
        if name not in POST_ONLY:
            answers["get"] = client.get(address).status_code
        for method, status in answers.items():
            if who == OPERATOR:
                assert status not in (403, 404, 500), (name, method, status)
            else:
                assert status == refused, (name, method, status)


def test_the_table_forgets_no_screen(addresses):
    missing = {path.name for path in urlpatterns} - set(addresses)
    assert missing == set()
