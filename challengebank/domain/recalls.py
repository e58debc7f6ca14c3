"""Withdrawing a version, or a challenge with all its versions, everywhere; telling operators who does not answer."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from accounts.roles import OPERATOR
from challengebank.domain.announcements import announce_recall
from challengebank.errors import BankError
from challengebank.models import Engine, Escalation, Identity, Recall, Version
from challengebank.queries.recalls import silent
from challengebank.rules import require_operator


@transaction.atomic
def recall_version(
    *,
    actor: User,
    version: Version,
    reason: str,
    urgency: str = Recall.Urgency.NORMAL,
    past_answers: str = Recall.PastAnswers.KEEP,
) -> Recall:
    """Withdraw an accepted version: no bank ships it again. BankError when there is nothing to recall or no reason."""
    require_operator(actor)
    version = Version.objects.select_for_update().get(pk=version.pk)
    if Recall.objects.of(Version.objects.filter(pk=version.pk)).exists():
        raise BankError(_("This version is already recalled."))
    if not Version.objects.filter(pk=version.pk, decision__outcome="accepted").exists():
        raise BankError(_("Only an accepted version can be recalled: this one never went out."))
    return _recall(actor, version=version, reason=reason, urgency=urgency, past_answers=past_answers)


@transaction.atomic
def recall_item(
    *,
    actor: User,
    identity: Identity,
    reason: str,
    urgency: str = Recall.Urgency.NORMAL,
    past_answers: str = Recall.PastAnswers.KEEP,
) -> Recall:
    """Withdraw a challenge or tutorial for good, all its versions and those to come. BankError as for one version."""
    require_operator(actor)
    identity = Identity.objects.select_for_update().get(pk=identity.pk)
    if Recall.objects.filter(identity=identity).exists():
        raise BankError(_("This challenge is already recalled, all its versions."))
    if not identity.versions.filter(decision__outcome="accepted").exists():
        raise BankError(_("No version of this challenge was ever accepted: there is nothing to recall."))
    return _recall(actor, identity=identity, reason=reason, urgency=urgency, past_answers=past_answers)


def _recall(actor: User, *, reason: str, urgency: str, past_answers: str, **what: Any) -> Recall:
    if not reason.strip():
        raise BankError(_("Say why it is recalled."))
    if urgency not in Recall.Urgency.values or past_answers not in Recall.PastAnswers.values:
        raise BankError(_("Unknown urgency or unknown fate of past answers."))
    recall = Recall.objects.create(
        reason=reason.strip(),
        urgency=urgency,
        past_answers=past_answers,
        created_at=timezone.now(),
        created_by=actor,
        **what,
    )
    number = f"/{recall.version.number}" if recall.version else ""
    subject = f"version:{recall.item}{number}"
    record(actor=actor, act="recall", subject=subject, reason=recall.reason, urgency=urgency, past_answers=past_answers)
    announce_recall(recall)
    return recall


@transaction.atomic
def escalate_recalls() -> list[Escalation]:
    """Tell operators, once, of each engine that stays silent on a recall beyond its delay."""
    late = [recall for recall in Recall.objects.select_related("version") if recall.due_at <= timezone.now()]
    return [row for recall in late if (engines := _untold(recall)) for row in _escalate(recall, engines)]


def _untold(recall: Recall) -> list[Engine]:
    return list(silent(recall).exclude(escalations__recall=recall))


def _escalate(recall: Recall, engines: list[Engine]) -> list[Escalation]:
    now = timezone.now()
    rows = [Escalation(recall=recall, engine=engine, created_at=now) for engine in engines]
    names = [engine.name for engine in engines]
    record(actor=None, act="escalate recall", subject=f"recall:{recall.pk}", engines=names)
    addresses = User.objects.filter(groups__name=OPERATOR, is_active=True).values_list("email", flat=True)
    transaction.on_commit(lambda: send_mail(*_mail(recall, names), None, list(addresses)))
    return Escalation.objects.bulk_create(rows)


def _mail(recall: Recall, engines: list[str]) -> tuple[str, str]:
    """The subject and the text."""
    facts = {
        "title": recall.title,
        "date": recall.due_at.astimezone(timezone.get_current_timezone()).strftime("%d/%m/%Y %H:%M"),
        "engines": "\n".join(f"- {name}" for name in engines),
        "address": settings.SITE_URL + reverse("engines:recall", args=[recall.pk]),
    }
    return (
        _("Recall of “%(title)s”: engines do not answer") % facts,
        _(
            "“%(title)s” was recalled. These engines had until %(date)s to say that they no longer play it, "
            "and have said nothing:\n\n%(engines)s\n\nReach those who run them.\n\n%(address)s\n"
        )
        % facts,
    )
