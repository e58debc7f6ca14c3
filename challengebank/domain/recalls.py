"""Withdrawing a version everywhere."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from challengebank.errors import BankError
from challengebank.models import Recall, Version
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
    if not reason.strip():
        raise BankError(_("Say why this version is recalled."))
    if urgency not in Recall.Urgency.values or past_answers not in Recall.PastAnswers.values:
        raise BankError(_("Unknown urgency or unknown fate of past answers."))
    if Recall.objects.filter(version=version).exists():
        raise BankError(_("This version is already recalled."))
    if not Version.objects.filter(pk=version.pk, decision__outcome="accepted").exists():
        raise BankError(_("Only an accepted version can be recalled: this one never went out."))
    recall = Recall.objects.create(
        version=version,
        reason=reason.strip(),
        urgency=urgency,
        past_answers=past_answers,
        created_at=timezone.now(),
        created_by=actor,
    )
    subject = f"version:{version.identity_id}/{version.number}"
    record(actor=actor, act="recall", subject=subject, reason=recall.reason, urgency=urgency, past_answers=past_answers)
    return recall
