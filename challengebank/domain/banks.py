"""Making and changing banks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from challengebank.errors import BankError
from challengebank.models import Bank
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
    framework: str = "crcn",
    locale: str = "fr",
) -> Bank:
    """A new bank; BankError when the short name is taken or a value is wrong."""
    require_operator(actor)
    bank = Bank(slug=slug, name=name, purpose=purpose, framework=framework, locale=locale)
    bank.rules = (rules or SelectionRules()).plain()
    _check(bank)
    try:
        with transaction.atomic():
            bank.save(force_insert=True)
    except IntegrityError:
        raise BankError(_("The short name « %(slug)s » is already used.") % {"slug": slug}) from None
    _record(actor, "create bank", bank)
    return bank


@transaction.atomic
def change_bank(*, actor: User, bank: Bank, name: str, rules: SelectionRules) -> Bank:
    """A new name and new rules. Purpose, language and short name stay: releases already carry them."""
    require_operator(actor)
    bank = Bank.objects.select_for_update().get(pk=bank.pk)
    bank.name, bank.rules = name, rules.plain()
    _check(bank)
    bank.save(update_fields=["name", "rules"])
    _record(actor, "change bank", bank)
    return bank


def _check(bank: Bank) -> None:
    try:
        bank.clean_fields()
    except ValidationError as error:
        raise BankError(
            "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
        ) from None


def _record(actor: User, act: str, bank: Bank) -> None:
    values: dict[str, Any] = {"name": bank.name, "purpose": bank.purpose, "rules": bank.rules}
    record(actor=actor, act=act, subject=f"bank:{bank.slug}", **values)
