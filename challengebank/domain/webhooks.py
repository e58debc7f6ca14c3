"""Webhooks: who is told, and telling them until they have it."""

import base64
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import orjson
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django_tasks import default_task_backend, task

from accounts.domain import record
from accounts.models import User
from challengebank.errors import BankError
from challengebank.models import Bank, Delivery, Engine, Webhook
from challengebank.outgoing import PREFIX, check_address, send, signature
from challengebank.rules import require_operator

PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 300, 600, 1440))
LEASE = timedelta(minutes=5)


def secret_of(webhook: Webhook) -> str:
    """The secret that the receiver checks signatures with: it follows from this installation's own key."""
    code = salted_hmac("vivier.webhook", f"{webhook.pk}/{webhook.turn}", settings.SECRET_KEY, algorithm="sha256")
    return PREFIX + base64.b64encode(code.digest()).decode()


@transaction.atomic
def add_webhook(*, actor: User, engine: Engine, address: str) -> Webhook:
    """Tell this address what happens to the banks of an engine. BankError when it cannot be called or is known."""
    require_operator(actor)
    check_address(address)
    try:
        with transaction.atomic():
            webhook = Webhook.objects.create(engine=engine, address=address)
    except IntegrityError:
        raise BankError(_("This engine is already told at this address.")) from None
    record(actor=actor, act="add webhook", subject=f"webhook:{webhook.pk}", engine=engine.name, address=address)
    return webhook


@transaction.atomic
def change_webhook(*, actor: User, webhook: Webhook, active: bool) -> Webhook:
    """Stop or start telling an address."""
    require_operator(actor)
    webhook.active = active
    webhook.save(update_fields=["active"])
    record(actor=actor, act="change webhook", subject=f"webhook:{webhook.pk}", active=active)
    return webhook


@transaction.atomic
def rotate_secret(*, actor: User, webhook: Webhook) -> str:
    """A new secret, at once: the one before signs nothing any more."""
    require_operator(actor)
    webhook.turn += 1
    webhook.save(update_fields=["turn"])
    record(actor=actor, act="rotate webhook secret", subject=f"webhook:{webhook.pk}")
    return secret_of(webhook)


@transaction.atomic
def try_webhook(*, actor: User, webhook: Webhook) -> Delivery:
    """Send a message that tells nothing."""
    require_operator(actor)
    return _queue(Delivery.Event.TEST, [webhook], {"address": webhook.address})[0]


def queue(event: Delivery.Event, banks: Iterable[Bank], told: dict[str, Any]) -> list[Delivery]:
    """Messages to the webhooks of the engines of these banks, sent once the transaction is in."""
    webhooks = Webhook.objects.filter(active=True, engine__in=Engine.objects.alive().filter(banks__in=list(banks)))
    return _queue(event, webhooks.distinct(), told)


def _queue(event: Delivery.Event, webhooks: Iterable[Webhook], told: dict[str, Any]) -> list[Delivery]:
    now = timezone.now()
    rows = Delivery.objects.bulk_create(
        [Delivery(webhook=webhook, event=event, payload=told, created_at=now, next_at=now) for webhook in webhooks]
    )
    for row in rows:
        transaction.on_commit(lambda key=row.pk: deliver.enqueue(key))
    return rows


@task()
def deliver(delivery: int) -> None:
    """Try to send one message; when it is not taken, again later, after longer and longer pauses."""
    row = _leased(delivery)
    if row is None:
        return
    answer = send(row.webhook.address, *_message(row))
    row.attempts, row.answer = row.attempts + 1, answer.words
    if answer.taken:
        row.state, row.done_at = Delivery.State.DELIVERED, timezone.now()
    elif row.attempts > len(PAUSES):
        row.state, row.done_at = Delivery.State.GIVEN_UP, timezone.now()
    else:
        row.next_at = timezone.now() + PAUSES[row.attempts - 1]
    row.save()
    if row.state == Delivery.State.WAITING and default_task_backend.supports_defer:
        deliver.using(run_after=row.next_at).enqueue(row.pk)


def deliver_due() -> int:
    """Try every message whose time has come: for a machine whose tasks cannot wait by themselves. How many."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=timezone.now()).order_by("pk")
    keys = list(due.values_list("pk", flat=True))
    for key in keys:
        deliver.call(key)
    return len(keys)


@transaction.atomic
def _leased(delivery: int) -> Delivery | None:
    """The message, taken for a while so that two workers never send it at once; None when it is done or taken."""
    due = Delivery.objects.select_for_update(of=("self",)).select_related("webhook")
    row = due.filter(pk=delivery, state=Delivery.State.WAITING, next_at__lte=timezone.now()).first()
    if row:
        Delivery.objects.filter(pk=delivery).update(next_at=timezone.now() + LEASE)
    return row


def _message(row: Delivery) -> tuple[dict[str, str], bytes]:
    """The headers and the body; the same message keeps its identifier from one attempt to the next."""
    told = {"type": row.event, "timestamp": row.created_at.isoformat(), "data": row.payload}
    body, moment = orjson.dumps(told), int(timezone.now().timestamp())
    identifier = f"msg_{row.pk}"
    return {
        "Content-Type": "application/json",
        "User-Agent": "Vivier",
        "webhook-id": identifier,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(secret_of(row.webhook), identifier, moment, body),
    }, body
