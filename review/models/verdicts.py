"""Verdicts: sealed opinions on exact bytes, never changed."""

import hashlib

import orjson
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models.immutable import Fact
from review.enums import Grade, Opinion, Round
from review.models.reviews import Review


class Verdict(Fact):
    """One reviewer's opinion on one digest. `criteria`: {slug: {"grade": 1..3, "comment": text}}.

    The audit trail holds its `seal` from the first moment: nobody can change it, and with its salt nobody can guess it.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdicts")
    round = models.PositiveSmallIntegerField(_("round"), choices=Round.choices)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="verdicts",
        db_constraint=False,
        verbose_name=_("reviewer"),
    )
    reviewer_key = models.CharField(max_length=64)
    digest = models.CharField(_("digest"), max_length=64)
    outcome = models.CharField(_("verdict"), max_length=20, choices=Opinion.choices)
    criteria = models.JSONField(_("rubric"), default=dict)
    comment = models.TextField(_("comment"), blank=True)
    pupil_answer = models.JSONField(_("answer as a pupil"), null=True)
    pupil_correct = models.BooleanField(_("right answer"), null=True)
    seconds = models.PositiveIntegerField(_("seconds"), null=True)
    given_at = models.DateTimeField(_("given on"))
    salt = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["review", "round", "reviewer_key"]
        constraints = [
            models.UniqueConstraint(fields=["review", "round", "reviewer_key"], name="one_verdict_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}/{self.round}/{self.reviewer_key[:8]}"

    @property
    def refuses_critical(self) -> bool:
        """Whether a critical criterion got the lowest grade."""
        return any(
            slug in self.review.policy.critical and line["grade"] == Grade.POOR for slug, line in self.criteria.items()
        )

    def seal(self) -> str:
        """SHA-256 of the whole opinion and its salt, in hexadecimal."""
        names = ("round", "reviewer_key", "digest", "outcome", "criteria", "comment", "pupil_answer", "seconds", "salt")
        body = {name: getattr(self, name) for name in names}
        return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
