"""Opening and withdrawing reviews."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from accounts.domain import record, record_many
from accounts.models import User
from challengebank.errors import NotAllowed
from challengebank.models import Decision, Version
from review.domain.carrying import criteria_to_ask, last_reviews
from review.domain.locks import lock_running
from review.domain.notices import notify
from review.domain.policies import policy_of
from review.enums import RUNNING, TAKEN, News, State
from review.errors import ReviewError
from review.models import Review, ReviewPolicy
from review.rules import heads_reviews, wrote
from review.signals import review_closed


@transaction.atomic
def open_reviews(
    *, actor: User, versions: Sequence[Version], task_states: Mapping[int, TaskState] | None = None
) -> list[Review]:
    """A review a version, in the order given, under the policy in force for its purpose.

    Whoever submitted a version opens its review. `task_states` links reviews, by the key of their version, to Wagtail's
    task. ReviewError when a version was judged already or another version of the same identity is before its reviewers.
    """
    _refuse_strangers(actor, versions)
    _refuse_judged(versions)
    policies = {purpose: policy_of(purpose) for purpose in sorted({version.purpose for version in versions})}
    before, states = last_reviews(versions), task_states or {}
    reviews = Review.objects.bulk_create(
        [_review(v, policies[v.purpose], before.get(v.identity_id), states.get(v.pk)) for v in versions]
    )
    entries = [(r.subject, {"digest": r.version.digest, "policy": r.policy_id}) for r in reviews]
    record_many(actor=actor, act="open review", entries=entries)
    return reviews


def _review(version: Version, policy: ReviewPolicy, before: Review | None, task_state: TaskState | None) -> Review:
    now = timezone.now()
    asked, carried = criteria_to_ask(version.parsed(), policy, before)
    return Review(
        version=version,
        policy=policy,
        criteria=asked,
        carried=carried,
        opened_at=now,
        due_at=now + timedelta(days=policy.days),
        task_state=task_state,
    )


def _refuse_strangers(actor: User, versions: Sequence[Version]) -> None:
    if any(version.created_by_id != actor.pk for version in versions):
        raise NotAllowed(_("Only the person who submits a version opens its review."))


def _refuse_judged(versions: Sequence[Version]) -> None:
    if Review.objects.filter(version__in=versions).exists() or Decision.objects.filter(version__in=versions).exists():
        raise ReviewError(_("This version went to its reviewers already."))
    identities = [version.identity_id for version in versions]
    busy = Review.objects.filter(version__identity__in=identities, state__in=RUNNING).exists()
    if busy or len(set(identities)) < len(identities):
        raise ReviewError(_("Another version of it is under review: withdraw that one first."))


@transaction.atomic
def withdraw_review(*, actor: User, review: Review, reason: str) -> Review:
    """End a review without a decision. Its author or a chief reviewer says why; sealed verdicts stay sealed."""
    review = lock_running(review)
    if not (wrote(actor, review.version) or heads_reviews(actor)):
        raise NotAllowed(_("Only its author or a chief reviewer withdraws a review."))
    if not reason.strip():
        raise ReviewError(_("Say why it is withdrawn."))
    review.state, review.closed_at, review.withdrawn_for = State.WITHDRAWN, timezone.now(), reason.strip()
    review.save(update_fields=["state", "closed_at", "withdrawn_for"])
    seated = review.assignments.filter(round=review.round, state__in=TAKEN).values_list("reviewer", flat=True)
    notify(seated, review, News.WITHDRAWN)
    if review.task_state:
        review.task_state.workflow_state.cancel(user=actor)
    record(actor=actor, act="withdraw review", subject=review.subject, reason=review.withdrawn_for)
    review_closed.send(sender=Review, review=review, outcome=State.WITHDRAWN)
    return review
