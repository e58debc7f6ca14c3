"""Setting the policy of a purpose."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from accounts.roles import ROLES
from challengebank.enums import Purpose
from items.criteria import CRITERIA
from review.enums import Blindness, Rule
from review.errors import ReviewError
from review.models import ReviewPolicy
from review.rules import require_chief

DEFAULTS: dict[str, dict[str, Any]] = {
    Purpose.TRAINING: {"quorum": 2, "rule": Rule.UNANIMITY, "blindness": Blindness.BLIND},
    Purpose.CERTIFICATION: {
        "quorum": 3,
        "rule": Rule.MAJORITY,
        "blindness": Blindness.DOUBLE_BLIND,
        "days": 21,
        "other_school": True,
        "reciprocity_days": 30,
    },
}


@transaction.atomic
def set_policy(*, actor: User, purpose: str, valid_from: datetime | None = None, **terms: Any) -> ReviewPolicy:
    """A new dated policy; reviews already open keep theirs. ReviewError says which term is wrong."""
    require_chief(actor)
    now = timezone.now()
    if valid_from and valid_from < now:
        raise ReviewError(_("A policy never begins in the past: reviews were held under another one."))
    return _write(actor, purpose, valid_from or now, terms)


def policy_of(purpose: str) -> ReviewPolicy:
    """The policy in force for a purpose; the default one is written when nobody has set any."""
    return ReviewPolicy.objects.current(purpose) or _write(None, purpose, timezone.now(), {})


def _write(actor: User | None, purpose: str, valid_from: datetime, terms: dict[str, Any]) -> ReviewPolicy:
    values = {**DEFAULTS.get(purpose, {}), **terms}
    policy = ReviewPolicy(purpose=purpose, valid_from=valid_from, created_by=actor, **values)
    _check(policy)
    policy.save()
    record(actor=actor, act="set policy", subject=f"policy:{policy.purpose}/{policy.pk}", **policy.plain())
    return policy


def _check(policy: ReviewPolicy) -> None:
    try:
        policy.clean_fields(exclude=["created_by"])
    except ValidationError as error:
        raise ReviewError(
            "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        ) from None
    if not policy.criteria or not set(policy.critical) <= set(policy.criteria) <= set(CRITERIA):
        raise ReviewError(_("The rubric has an unknown criterion, or a critical one that is not asked."))
    if not policy.reviewers or not set(policy.reviewers) <= set(ROLES):
        raise ReviewError(_("Unknown role among those who may review."))
