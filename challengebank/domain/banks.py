"""Making and changing banks."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from challengebank.blueprint import Blueprint
from challengebank.enums import Channel
from challengebank.errors import BankError, OutOfDate
from challengebank.models import Bank, BankState
from challengebank.rules import require_operator
from challengebank.selection import SelectionRules


@transaction.atomic
def create_bank(
    *,
    actor: User,
    slug: str,
    name: str,
    purpose: str,
    rules: SelectionRules | None = None,
    channel: str = Channel.PRODUCTION,
    framework: str = "crcn",
    locale: str = "fr",
) -> Bank:
    """A new bank; BankError when the short name is taken or a value is wrong."""
    require_operator(actor)
    bank = Bank(slug=slug, name=name, purpose=purpose, channel=channel, framework=framework, locale=locale)
    bank.rules = (rules or SelectionRules()).plain()
    _check(bank)
    try:
        with transaction.atomic():
            bank.save(force_insert=True)
    except IntegrityError:
        raise BankError(_("The short name « %(slug)s » is already used.") % {"slug": slug}) from None
    return _kept(actor, "create bank", bank)


@transaction.atomic
def change_bank(
    *,
    actor: User,
    bank: Bank,
    name: str,
    rules: SelectionRules,
    channel: str | None = None,
    based_on: int | None = None,
) -> Bank:
    """A new name, channel and rules. Purpose, language and short name stay: releases already carry them.

    OutOfDate when they changed since the state of the bank that this is based on.
    """
    require_operator(actor)
    bank = _unchanged(bank, based_on, "name", "channel", "rules")
    bank.name, bank.rules, bank.channel = name, rules.plain(), channel or bank.channel
    _check(bank)
    bank.save(update_fields=["name", "rules", "channel"])
    return _kept(actor, "change bank", bank)


@transaction.atomic
def change_blueprint(*, actor: User, bank: Bank, blueprint: Blueprint, based_on: int | None = None) -> Bank:
    """What the bank must cover from now on. OutOfDate when that changed since the state this is based on."""
    require_operator(actor)
    bank = _unchanged(bank, based_on, "blueprint")
    bank.blueprint = blueprint.plain()
    bank.save(update_fields=["blueprint"])
    return _kept(actor, "change blueprint", bank)


def _unchanged(bank: Bank, based_on: int | None, *parts: str) -> Bank:
    """The bank, locked. OutOfDate when one of these parts is no longer what it was in that state."""
    bank = Bank.objects.select_for_update().get(pk=bank.pk)
    seen = bank.states.filter(pk=based_on).first()
    if seen and any(getattr(bank, part) != getattr(seen, part) for part in parts):
        raise OutOfDate(
            _(
                "Somebody changed this after you opened the page: nothing of yours was saved. "
                "The history says what; saving again puts yours in its place."
            )
        )
    return bank


def _check(bank: Bank) -> None:
    try:
        bank.clean_fields()
    except ValidationError as error:
        raise BankError(
            "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
        ) from None


def _kept(actor: User, act: str, bank: Bank) -> Bank:
    """The bank, once its new state is dated and on the audit trail."""
    terms = {"name": bank.name, "channel": bank.channel, "rules": bank.rules, "blueprint": bank.blueprint}
    BankState.objects.create(bank=bank, created_at=timezone.now(), created_by=actor, **terms)
    record(actor=actor, act=act, subject=f"bank:{bank.slug}", purpose=bank.purpose, **terms)
    return bank
