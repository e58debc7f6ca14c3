"""Review policies: dated rows, never changed."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import CHIEF_REVIEWER, REVIEWER
from challengebank.enums import Purpose
from challengebank.models.immutable import Fact, FactQuerySet
from items.criteria import CRITERIA
from review.enums import Blindness, Rule

CRITICAL = ("key_correct", "fair", "legal_privacy")


def default_reviewers() -> list[str]:
    """The roles that give verdicts."""
    return [REVIEWER, CHIEF_REVIEWER]


def default_criteria() -> list[str]:
    """Every criterion; those that do not apply to a document are left out review by review."""
    return list(CRITERIA)


def default_critical() -> list[str]:
    """The criteria whose refusal no majority overrules."""
    return list(CRITICAL)


class PolicyQuerySet(FactQuerySet):
    """Policies by the moment they hold."""

    def current(self, purpose: str) -> "ReviewPolicy | None":
        """The last policy of a purpose that has begun."""
        begun = self.filter(purpose=purpose, valid_from__lte=timezone.now())
        return begun.order_by("-valid_from", "-pk").first()


class ReviewPolicy(Fact):
    """How versions of one purpose are judged from a moment on. A change is a new row: each review keeps its own."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    valid_from = models.DateTimeField(_("valid from"))
    quorum = models.PositiveSmallIntegerField(
        _("number of reviewers"), validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    rule = models.CharField(_("decision"), max_length=20, choices=Rule.choices)
    blindness = models.CharField(_("blindness"), max_length=20, choices=Blindness.choices)
    days = models.PositiveSmallIntegerField(
        _("days to answer"), default=14, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    criteria = models.JSONField(_("rubric"), default=default_criteria)
    critical = models.JSONField(_("critical criteria"), default=default_critical)
    reviewers = models.JSONField(_("who may review"), default=default_reviewers)
    other_school = models.BooleanField(_("never somebody of an author’s school"), default=False)
    reciprocity_days = models.PositiveSmallIntegerField(
        _("days before an author’s reviewer may be reviewed by that author"), default=0
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("review policy")
        verbose_name_plural = _("review policies")
        ordering = ["purpose", "-valid_from", "-pk"]
        indexes = [models.Index(fields=["purpose", "-valid_from"])]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.valid_from:%Y-%m-%d}"

    def plain(self) -> dict[str, object]:
        """What a decision keeps of the policy it was made under."""
        names = ("quorum", "rule", "blindness", "critical", "reviewers", "other_school", "reciprocity_days")
        return {"policy": self.pk, "valid_from": self.valid_from.isoformat(), **{n: getattr(self, n) for n in names}}
