"""Planting flawed documents in the queue."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.domain.audit import actor_key
from accounts.models import User
from challengebank.domain import NewVersion, freeze_versions
from items.document import Document
from review.domain.opening import open_reviews
from review.errors import ReviewError
from review.models import Calibration
from review.rules import require_chief


@transaction.atomic
def plant_calibration(*, actor: User, document: Document, flaws: Iterable[str]) -> Calibration:
    """Put a document with known flaws under review: only chief reviewers know. It can never be accepted.

    `flaws` are the criteria that deserve the lowest grade.
    """
    require_chief(actor)
    [version] = freeze_versions(actor=actor, drafts=[NewVersion(document, frozenset({actor.pk}))])
    [review] = open_reviews(actor=actor, versions=[version])
    planted = sorted(set(flaws))
    if not planted or not set(planted) <= set(review.criteria):
        raise ReviewError(_("Say which criteria have a flaw, among those that are asked."))
    calibration = Calibration.objects.create(review=review, flaws=planted)
    record(actor=actor, act="plant calibration", subject=f"calibration:{calibration.pk}", by=actor_key(actor))
    return calibration
