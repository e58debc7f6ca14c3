"""Reviews: a version before its peers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from challengebank.models import Version
from review.enums import RUNNING, Round, Seat, State
from review.models.policies import ReviewPolicy


class Review(models.Model):
    """The judgement of one version, under the policy of the day it opened.

    `criteria` are the slugs asked, `carried` the grades that still hold from the review before:
    {slug: {"version": number, "grades": [1..3, …]}}. `task_state` is Wagtail's side of it: the outer gate.
    """

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="review")
    policy = models.ForeignKey(ReviewPolicy, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.OPEN)
    round = models.PositiveSmallIntegerField(_("round"), choices=Round.choices, default=Round.FIRST)
    criteria = models.JSONField(_("criteria asked"), default=list)
    carried = models.JSONField(_("criteria carried over"), default=dict)
    opened_at = models.DateTimeField(_("opened on"))
    due_at = models.DateTimeField(_("due on"))
    closed_at = models.DateTimeField(_("closed on"), null=True)
    withdrawn_for = models.TextField(_("why it was withdrawn"), blank=True)
    task_state = models.OneToOneField(
        "wagtailcore.TaskState", null=True, on_delete=models.SET_NULL, related_name="peer_review"
    )

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [  # what runs, in its order: SQLite reads it from the first, PostgreSQL from the second
            models.Index(fields=["closed_at", "due_at", "id"]),
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="running_reviews_by_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.get_state_display()}"

    @property
    def running(self) -> bool:
        """Whether verdicts are still awaited."""
        return self.state in RUNNING

    @property
    def places(self) -> int:
        """How many verdicts the current round takes; no more people than that are ever asked at once."""
        return 1 if self.round == Round.ARBITRATION else self.policy.quorum

    @property
    def subject(self) -> str:
        """Its name in the audit trail."""
        return f"version:{self.version.identity_id}/{self.version.number}"


class Assignment(models.Model):
    """A reviewer's place in one round, from the proposal to the verdict.

    `answer` is what he answered as a pupil, before he saw the key; `seconds`, the time it took since he opened it.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="assignments")
    round = models.PositiveSmallIntegerField(choices=Round.choices)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="review_assignments",
        verbose_name=_("reviewer"),
    )
    state = models.CharField(_("state"), max_length=20, choices=Seat.choices)
    assigned_at = models.DateTimeField(_("assigned on"))
    due_at = models.DateTimeField(_("due on"))
    reminded_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    answer = models.JSONField(_("answer as a pupil"), null=True)
    answered_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(_("seconds to answer"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [models.UniqueConstraint(fields=["review", "round", "reviewer"], name="one_place_a_round")]
        indexes = [models.Index(fields=["reviewer", "state", "due_at", "id"])]

    def __str__(self) -> str:
        return f"{self.reviewer} · {self.get_state_display()}"
