"""Engines are told of releases and recalls of their banks, signed, again and again until they take it."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone, translation

from challengebank.domain import (
    add_webhook,
    change_webhook,
    deliver_due,
    freeze_release,
    recall_version,
    register_engine,
    rotate_secret,
    try_webhook,
)
from challengebank.domain.webhooks import PAUSES, secret_of
from challengebank.errors import BankError, NotAllowed
from challengebank.models import Delivery
from challengebank.outgoing import send
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver(settings):
    """An engine's own server; `answers` are its next statuses, 204 after them; `told` is what it got."""
    settings.VIVIER_WEBHOOKS_PRIVATE = True

    class Handler(BaseHTTPRequestHandler):
        answers, told = [], []

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.told.append((dict(self.headers), body))
            self.send_response(self.answers.pop(0) if self.answers else 204)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, *args):
            """Nothing to say."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.address = f"http://127.0.0.1:{server.server_port}/vivier?x=1"
    yield Handler
    server.shutdown()


@pytest.fixture
def bank():
    factories.accepted(factories.item(1), factories.item(2))
    return factories.bank()


@pytest.fixture
def webhook(bank, receiver):
    engine, _key = register_engine(actor=factories.operator(), name="engine", banks=[bank])
    return add_webhook(actor=factories.operator(), engine=engine, address=receiver.address)


def checked(headers, body, secret) -> dict:
    """What a receiver does: check the signature, then read."""
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    code = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), said, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(code).decode()
    return json.loads(body)


def test_releases_and_recalls_are_told_and_signed(bank, webhook, receiver, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        release = freeze_release(actor=factories.operator(), bank=bank)
        recall = recall_version(actor=factories.operator(), version=release.items.first().version, reason="Wrong.")
    released, recalled = (checked(*message, secret_of(webhook)) for message in receiver.told)
    assert (released["type"], released["data"]["number"]) == ("release.published", 1)
    assert (recalled["type"], recalled["data"]["id"]) == ("recall.issued", recall.pk)
    assert set(Delivery.objects.values_list("state", "answer", "attempts")) == {("delivered", "204", 1)}


def test_nothing_is_told_of_what_did_not_happen(bank, webhook, receiver, django_capture_on_commit_callbacks):
    with pytest.raises(BankError), django_capture_on_commit_callbacks(execute=True):
        freeze_release(actor=factories.operator(), bank=factories.bank("empty", competences=("5.2",)))
    assert receiver.told == []


def test_engines_of_other_banks_and_stopped_webhooks_are_told_nothing(bank, webhook, receiver):
    other, _key = register_engine(actor=factories.operator(), name="other", banks=[])
    add_webhook(actor=factories.operator(), engine=other, address=receiver.address)
    change_webhook(actor=factories.operator(), webhook=webhook, active=False)
    freeze_release(actor=factories.operator(), bank=bank)
    assert Delivery.objects.count() == 0


def test_what_is_not_taken_is_tried_again_after_longer_and_longer_pauses_then_given_up(webhook, receiver, monkeypatch):
    try_webhook(actor=factories.operator(), webhook=webhook)
    receiver.answers += [500, 302] + [503] * 20
    clock = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: clock[0])
    waits = []
    while deliver_due():
        row = Delivery.objects.get()
        waits.append(row.next_at - clock[0])
        assert deliver_due() == 0, "not before its time"
        clock[0] = row.next_at
    assert tuple(waits[:-1]) == PAUSES
    assert (row.state, row.attempts, row.answer) == ("given up", len(PAUSES) + 1, "503")
    assert len({headers["webhook-id"] for headers, _body in receiver.told}) == 1


def test_a_dead_server_is_an_answer_too(webhook, receiver):
    assert send("http://127.0.0.1:1/", {}, b"").taken is False


def test_a_new_secret_takes_the_place_of_the_old_one_at_once(webhook, receiver):
    old = secret_of(webhook)
    new = rotate_secret(actor=factories.operator(), webhook=webhook)
    try_webhook(actor=factories.operator(), webhook=webhook)
    deliver_due()
    assert old != new
    checked(*receiver.told[0], new)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "http://8.8.8.8/",
        "ftp://8.8.8.8/",
        "https://user:password@8.8.8.8/",
    ],
)
def test_our_own_network_is_never_called(address):
    with translation.override("en"):
        answer = send(address, {}, b"")
    assert not answer.taken
    assert "private" in answer.words or "https://" in answer.words


def test_addresses_are_checked_and_belong_to_operators(bank, webhook, receiver, settings):
    with pytest.raises(BankError):
        add_webhook(actor=factories.operator(), engine=webhook.engine, address=receiver.address)
    settings.VIVIER_WEBHOOKS_PRIVATE = False
    with pytest.raises(BankError):
        add_webhook(actor=factories.operator(), engine=webhook.engine, address="http://example.org/")
    with pytest.raises(NotAllowed):
        add_webhook(actor=factories.teacher(), engine=webhook.engine, address="https://example.org/")


def test_two_workers_never_send_one_message_at_once(webhook, receiver):
    from challengebank.domain.webhooks import _leased

    row = try_webhook(actor=factories.operator(), webhook=webhook)
    assert (_leased(row.pk), _leased(row.pk)) == (row, None)
    Delivery.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    assert _leased(row.pk) == row
