"""Challenges: the draft of an item."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable, Revision

from authoring.blocks import CONTENT_BLOCKS
from authoring.enums import Checks, Moment
from authoring.models.tutorials import Tutorial
from authoring.models.writing import Alignment, Attachment, Tagging, Writing
from challengebank.enums import Purpose
from challengebank.models import Version
from frameworks.models import Competence, Discipline


def every_device() -> list[str]:
    """A challenge plays everywhere unless its author says otherwise."""
    return ["computer", "tablet", "phone"]


class Challenge(Writing):
    """A challenge being written. Its content is one block, of the item's type."""

    purpose = models.CharField(
        _("purpose"),
        max_length=20,
        choices=Purpose.choices,
        default=Purpose.TRAINING,
        help_text=_("A certification challenge is secret: only its authors and its reviewers see it."),
    )
    kind = models.CharField(_("type"), max_length=30, blank=True, editable=False)
    statement = models.TextField(_("statement"), blank=True)
    content = StreamField(CONTENT_BLOCKS, verbose_name=_("answer"), blank=True, max_num=1)
    hint = models.TextField(_("hint"), blank=True)
    feedback_correct = models.TextField(_("feedback to a right answer"), blank=True)
    feedback_incorrect = models.TextField(_("feedback to a wrong answer"), blank=True)
    shuffle = models.BooleanField(_("shuffle the options"), default=True)
    estimated_time = models.PositiveIntegerField(_("usual time, in seconds"), null=True, blank=True)
    time_limit = models.PositiveIntegerField(_("time limit, in seconds"), null=True, blank=True)
    focus = models.BooleanField(_("full screen, leaving it is noted"), default=False)
    calculator = models.BooleanField(_("calculator allowed"), default=False)
    devices = models.JSONField(_("devices"), default=every_device, blank=True)
    sites = models.TextField(_("sites allowed"), blank=True, help_text=_("One a line."))
    blind = models.BooleanField(_("usable by blind people"), null=True, blank=True)
    colour_blind = models.BooleanField(_("usable by colour-blind people"), null=True, blank=True)
    deaf = models.BooleanField(_("usable by deaf people"), null=True, blank=True)
    answer_tests = models.JSONField(_("answer tests"), default=list, blank=True)
    family = models.UUIDField(_("family"), null=True, blank=True, editable=False)
    varies = models.JSONField(_("fields of its own"), null=True, blank=True)
    translated_from = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="translations", editable=False
    )
    enemies = models.JSONField(_("never in the same test"), default=list, blank=True)
    tags = ClusterTaggableManager(
        through="authoring.ChallengeTag", blank=True, verbose_name=_("tags"), related_name="challenges"
    )

    KEPT = (*Writing.KEPT, "family", "translated_from_id")
    TEXTS = (*Writing.TEXTS, "statement", "hint", "feedback_correct", "feedback_incorrect")

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["-pk"]
        indexes = [
            *Writing.Meta.indexes,
            models.Index(fields=["family"], condition=models.Q(family__isnull=False), name="challenge_by_family"),
            models.Index(fields=["state", "-id"], name="challenge_by_state"),
            models.Index(fields=["competence", "level", "-id"], name="challenge_by_competence"),
            *(
                models.Index(fields=[name, "-id"], name=f"challenge_by_{name}")
                for name in ("checks", "kind", "level", "locale")
            ),
            models.Index(fields=["title"], name="challenge_by_title"),
            models.Index(fields=["live", "purpose", "state", "author", "id"], name="challenge_counted"),
        ]

    @classmethod
    def begun(cls, author: Any, **hints: str) -> Self:
        draft = super().begun(author, **hints)
        stream = cls._meta.get_field("content").stream_block
        if block := stream.child_blocks.get(hints.get("type", "")):
            draft.content = stream.normalize([(block.name, block.get_default())])
        level = hints.get("level", "")
        competence = Competence.objects.filter(framework__slug="crcn", code=hints.get("competence", "")).first()
        if competence and level.isdecimal():
            draft.alignments = [ChallengeAlignment(competence=competence, level=int(level), primary=True)]
        if hints.get("purpose") in Purpose.values:
            draft.purpose = hints["purpose"]
        draft.disciplines = list(Discipline.objects.filter(slug=hints.get("discipline", "")))
        return draft

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Lists then find its variants under what was accepted: colleagues' variants follow that."""
        super().publish(revision, *args, **kwargs)
        if self.family == self.uuid:
            Challenge.objects.filter(pk=self.pk).update(checks=Checks.DUE)

    def stored(self) -> list[dict[str, Any]]:
        return list(self.content.raw_data) if self.content else []

    def describe(self) -> None:
        super().describe()
        self.kind = next((block["type"] for block in self.stored()), "")


class ChallengeAlignment(Alignment):
    """A competence and level of a challenge."""

    challenge = ParentalKey(Challenge, on_delete=models.CASCADE, related_name="alignments")

    class Meta(Alignment.Meta):
        indexes = [models.Index(fields=["competence", "level", "challenge"], name="alignment_of_challenge")]


class ChallengeAttachment(Attachment):
    """A file of a challenge."""

    challenge = ParentalKey(Challenge, on_delete=models.CASCADE, related_name="attachments")


class ChallengeTag(Tagging):
    """A tag of a challenge."""

    content_object = ParentalKey(Challenge, on_delete=models.CASCADE, related_name="tagged_items")

    class Meta(Tagging.Meta):
        verbose_name = _("tag of a challenge")


class TutorialLink(Orderable):
    """A tutorial that helps with a challenge."""

    challenge = ParentalKey(Challenge, on_delete=models.CASCADE, related_name="tutorial_links")
    tutorial = models.ForeignKey(
        Tutorial, verbose_name=_("tutorial"), on_delete=models.CASCADE, related_name="challenge_links"
    )
    moment = models.CharField(_("when"), max_length=12, choices=Moment.choices, default=Moment.UNDERSTAND)

    class Meta(Orderable.Meta):
        verbose_name = _("tutorial")
        verbose_name_plural = _("tutorials")

    def __str__(self) -> str:
        return str(self.tutorial)
