"""Tutorials: the draft of a lesson."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey

from authoring.enums import TutorialKind
from authoring.models.writing import Alignment, Attachment, Tagging, Writing


class Tutorial(Writing):
    """A tutorial being written: a text of ours, a link, a video or a file."""

    kind = models.CharField(_("kind"), max_length=10, choices=TutorialKind.choices, default=TutorialKind.TEXT)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True, help_text=_("In https."))
    duration = models.PositiveIntegerField(_("time to read or watch, in seconds"), null=True, blank=True)
    tags = ClusterTaggableManager(
        through="authoring.TutorialTag", blank=True, verbose_name=_("tags"), related_name="tutorials"
    )

    TEXTS = (*Writing.TEXTS, "body", "url")

    class Meta:
        verbose_name = _("tutorial")
        verbose_name_plural = _("tutorials")
        ordering = ["-pk"]
        indexes = [
            *Writing.Meta.indexes,
            models.Index(fields=["state", "-id"], name="tutorial_by_state"),
            models.Index(fields=["competence", "level", "-id"], name="tutorial_by_competence"),
            models.Index(fields=["checks", "-id"], name="tutorial_by_checks"),
            models.Index(fields=["title"], name="tutorial_by_title"),
        ]


class TutorialAlignment(Alignment):
    """A competence and level of a tutorial."""

    tutorial = ParentalKey(Tutorial, on_delete=models.CASCADE, related_name="alignments")


class TutorialAttachment(Attachment):
    """A file of a tutorial."""

    tutorial = ParentalKey(Tutorial, on_delete=models.CASCADE, related_name="attachments")


class TutorialTag(Tagging):
    """A tag of a tutorial."""

    content_object = ParentalKey(Tutorial, on_delete=models.CASCADE, related_name="tagged_items")

    class Meta(Tagging.Meta):
        verbose_name = _("tag of a tutorial")
