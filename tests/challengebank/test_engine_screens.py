"""The operator's screens about engines: who may see them, keys shown once, webhooks, recalls and their answers."""

import pytest
from django.urls import reverse

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import ADMINISTRATOR, CHIEF_REVIEWER, REVIEWER, TEACHER
from challengebank.domain import acknowledge_recall, add_webhook, freeze_release, recall_version, register_engine
from challengebank.models import Engine, EngineKey, Recall, Webhook
from tests.browser import screenshot, violations
from tests.challengebank import factories

pytestmark = pytest.mark.django_db
ADDRESS = "https://moteur.example/vivier"


@pytest.fixture
def desk(client):
    client.force_login(factories.operator())
    return client


@pytest.fixture
def bank():
    factories.accepted(factories.item(1, title="Dossiers et sous-dossiers"), factories.item(2))
    bank = factories.bank()
    freeze_release(actor=factories.operator(), bank=bank)
    return bank


@pytest.fixture
def engine(bank):
    return register_engine(actor=factories.operator(), name="Moteur national", banks=[bank])[0]


@pytest.fixture
def recall(bank, engine):
    version = bank.releases.get().items.first().version
    return recall_version(actor=factories.operator(), version=version, reason="La clé est fausse.")


def pages(engine, recall) -> list[str]:
    names = [("list", []), ("new", []), ("deliveries", []), ("recalls", [])]
    names += [("recall", [recall.pk]), ("engine", [engine.pk])]
    return [reverse(f"engines:{name}", args=args) for name, args in names]


def acts(engine, webhook) -> list[str]:
    own = [reverse(f"engines:{name}", args=[engine.pk]) for name in ("rotate", "revoke", "add_webhook")]
    return own + [
        reverse(f"engines:{name}", args=[engine.pk, webhook.pk]) for name in ("rotate_secret", "switch", "try")
    ]


@pytest.mark.parametrize("role", [TEACHER, REVIEWER, CHIEF_REVIEWER, ADMINISTRATOR, None])
def test_nobody_but_an_operator_sees_or_does_anything(client, engine, recall, role):
    webhook = add_webhook(actor=factories.operator(), engine=engine, address=ADDRESS)
    if role:
        person = create_person(email="x@ecole.example", first_name="X", last_name="Y", roles=(role,))
    else:
        person = User.objects.create_superuser("root@ecole.example")
    client.force_login(person)
    for address in pages(engine, recall):
        assert client.get(address).status_code == 403, address
    for address in acts(engine, webhook):
        assert client.post(address).status_code == 403, address
    assert EngineKey.objects.filter(revoked_at=None).count() == 1


def test_a_key_is_shown_once_and_nothing_keeps_it(desk, bank):
    values = {"name": "Moteur", "banks": [bank.pk], "channel": "staging"}
    answer = desk.post(reverse("engines:new"), values)
    key = answer.content.decode().partition('value="vivier_')[2].partition('"')[0]
    assert len(key) > 40
    assert "no-store" in answer.headers["Cache-Control"]
    engine = Engine.objects.get()
    assert (list(engine.banks.all()), engine.channel) == ([bank], "staging")
    assert key not in desk.get(reverse("engines:engine", args=[engine.pk])).content.decode()
    assert desk.post(reverse("engines:new"), values).status_code == 422


def test_keys_are_rotated_and_revoked_and_the_scope_changes(desk, engine, bank):
    assert 'value="vivier_' in desk.post(reverse("engines:rotate", args=[engine.pk])).content.decode()
    assert EngineKey.objects.count() == 2
    desk.post(reverse("engines:revoke", args=[engine.pk]))
    assert not EngineKey.objects.filter(revoked_at=None).exists()
    desk.post(reverse("engines:engine", args=[engine.pk]), {"channel": "production"})
    assert not engine.banks.exists()


def test_webhooks_are_added_stopped_and_refused(desk, engine):
    add = reverse("engines:add_webhook", args=[engine.pk])
    assert 'value="whsec_' in desk.post(add, {"address": ADDRESS}).content.decode()
    assert [desk.post(add, {"address": a}).status_code for a in (ADDRESS, "http://moteur.example/")] == [422, 422]
    webhook = Webhook.objects.get()
    desk.post(reverse("engines:switch", args=[engine.pk, webhook.pk]))
    webhook.refresh_from_db()
    assert webhook.active is False


def test_a_challenge_is_recalled_with_all_its_versions(desk, bank):
    version = bank.releases.get().items.first().version
    values = {"whole": "1", "reason": "Fuite.", "urgency": "immediate", "past_answers": "neutralise"}
    answer = desk.post(reverse("banks:recall", args=[version.pk]), values)
    recall = Recall.objects.get()
    assert (answer.url, recall.identity_id) == (reverse("engines:recall", args=[recall.pk]), version.identity_id)
    assert "rappelée" in desk.get(reverse("banks:release_page", args=[bank.slug, 1])).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_operator_sees_engines_in_a_browser(page, sign_in, engine, recall):
    sign_in(page, factories.operator())
    second, _key = register_engine(actor=factories.operator(), name="Moteur d’académie", banks=list(engine.banks.all()))
    acknowledge_recall(engine=second, recall=recall)
    add_webhook(actor=factories.operator(), engine=engine, address=ADDRESS)
    for name, address in zip(
        ("list", "new", "told", "recalls", "recall", "engine"), pages(engine, recall), strict=True
    ):
        page.goto(address)
        assert violations(page, "main") == [], name
        screenshot(page, f"engines-{name}")
    page.goto(reverse("engines:new"))
    page.get_by_label("Nom").fill("Moteur neuf")
    page.get_by_role("button", name="Enregistrer et montrer la clé").click()
    assert page.get_by_label("À copier").input_value().startswith("vivier_")
    assert violations(page, "main") == []
    screenshot(page, "engines-key")
    page.goto(reverse("banks:recall", args=[recall.version_id]))
    screenshot(page, "engines-recall-form")
    assert violations(page, "main") == []
