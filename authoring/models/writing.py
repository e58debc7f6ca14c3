"""What challenges and tutorials share: identity, alignment, origin, files, state, and the doors that stay closed."""

from typing import Any, NoReturn, Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations
from taggit.models import Tag, TaggedItemBase
from wagtail.locks import BaseLock
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from authoring.enums import OPEN_LICENCE, OPEN_STATES, Checks, State
from authoring.errors import Locked
from authoring.models.files import File, Picture
from authoring.models.submissions import Submission
from authoring.texts import words_in
from frameworks.models import Competence, Discipline, Grade


class ClosedLock(BaseLock):
    """Nobody edits what is in review, retired or deleted."""

    MESSAGES = {
        State.IN_REVIEW: _("In review: nobody can change it until the reviewers have decided."),
        State.RETIRED: _("Retired: bring it back to change it."),
        State.DELETED: _("Deleted: bring it back to change it."),
    }

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        return self.MESSAGES[State(self.object.state)]

    def get_locked_by(self, user: Any) -> str:
        return self.object.get_state_display()

    def get_description(self, user: Any) -> str:
        return self.get_message(user)


class Writing(PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """A draft of a document. Everything may stay empty while drafting: the document says what is missing."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    live = models.BooleanField(_("live"), default=False, editable=False)
    title = models.CharField(_("title"), max_length=500, blank=True)
    locale = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="fr")
    competence = models.CharField(_("competence"), max_length=10, blank=True, editable=False)
    level = models.PositiveSmallIntegerField(_("level"), null=True, editable=False)
    words = models.TextField(default="", editable=False)
    words.serialize = False
    checks = models.CharField(_("checks"), max_length=8, choices=Checks.choices, default=Checks.DUE, editable=False)
    checks.serialize = False
    disciplines = ParentalManyToManyField(
        Discipline, verbose_name=_("disciplines"), blank=True, related_name="%(class)ss"
    )
    classes = ParentalManyToManyField(Grade, verbose_name=_("classes"), blank=True, related_name="%(class)ss")
    licence = models.CharField(_("licence"), max_length=500, blank=True)
    credits = models.TextField(_("authors"), blank=True, help_text=_("As shown to readers, one name a line."))
    source = models.CharField(_("source"), max_length=500, blank=True)
    translation_of = models.UUIDField(_("translation of"), null=True, blank=True)
    illustration = models.ForeignKey(
        Picture,
        verbose_name=_("illustration"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="illustrated_%(class)ss",
    )
    illustration_alt = models.CharField(
        _("description of the image"),
        max_length=500,
        blank=True,
        help_text=_("For those who do not see it. An illustration cannot go without."),
    )
    illustration_credit = models.CharField(_("credit"), max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="%(class)ss",
        editable=False,
    )
    coauthors = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("co-authors"),
        blank=True,
        related_name="coauthored_%(class)ss",
        help_text=_("They can edit and submit too, and cannot judge."),
    )
    created_at = models.DateTimeField(_("created on"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed on"), auto_now=True, db_index=True)

    KEPT = ("uuid", "state", "checks", "author_id", "created_at", "live_revision_id", "last_published_at")
    """What belongs to the draft as a whole, not to one revision of it."""

    TEXTS: tuple[str, ...] = ("title",)
    """The fields whose words one may look for."""

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["translation_of"],
                condition=models.Q(translation_of__isnull=False),  # SQLite shuns an index of which nearly all is NULL
                name="%(class)s_translations",
            ),
        ]

    def __str__(self) -> str:
        return self.title or gettext("Untitled")

    @classmethod
    def begun(cls, author: Any, **hints: str) -> Self:
        """A blank draft of a person. Hints come from the address of the form; those that say nothing are ignored."""
        return cls(author=author, credits=author.get_full_name(), licence=OPEN_LICENCE)

    @property
    def closed(self) -> bool:
        """Whether nobody may edit it now."""
        return self.state not in OPEN_STATES

    def primary(self) -> "Alignment | None":
        """The alignment that counts in coverage: the one marked so, else the first."""
        alignments = list(self.alignments.all())
        return next((a for a in alignments if a.primary), alignments[0] if alignments else None)

    def stored(self) -> list[dict[str, Any]]:
        """The content block as it is stored: none or one."""
        return []

    def describe(self) -> None:
        """Set the columns that lists filter and search by from the content."""
        tags = [tagging.tag.name for tagging in self.tagged_items.all()]
        self.words = words_in([*(getattr(self, name) for name in self.TEXTS), *tags], self.stored())
        primary = self.primary()
        self.competence = primary.competence.code if primary else ""
        self.level = primary.level if primary else None

    def save(self, **kwargs: Any) -> None:
        """Keep the columns of lists true whenever the content is written; the rows written with it stay in memory."""
        if kwargs.get("update_fields") is None:
            self.describe()
        managers = [getattr(self, relation.get_accessor_name()) for relation in get_all_child_relations(self)]
        written = [(manager, list(manager.all())) for manager in managers if manager.is_deferring]
        super().save(**kwargs)
        for manager, rows in written:
            manager.set(rows)

    def get_latest_revision_as_object(self) -> Self:
        """What it says now. As long as nothing of it is published, its own row says what its last revision does."""
        return super().get_latest_revision_as_object() if self.live else self

    def with_content_json(self, content: dict[str, Any]) -> Self:
        draft = super().with_content_json(content)
        for name in self.KEPT:
            setattr(draft, name, getattr(self, name))
        return draft

    scheduled_revision = None
    """Nothing is published at a date: reviewers decide."""

    def know_workflow(self) -> None:
        """Read once what many parts of Wagtail's form ask, each for itself."""
        self._current_workflow_states = list(self.workflow_states.active().select_related("current_task_state__task"))

    @cached_property
    def outer_gate(self) -> Workflow | None:
        """Wagtail's workflow of all drafts of its kind, read once."""
        return super().get_workflow()

    def get_workflow(self) -> Workflow | None:
        return self.outer_gate

    def get_lock(self) -> BaseLock | None:
        return ClosedLock(self) if self.closed else super().get_lock()

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Refused while closed; a revision that was submitted is never overwritten, autosave or not."""
        if type(self).objects.filter(pk=self.pk).exclude(state__in=OPEN_STATES).exists():
            raise Locked(gettext("It is in review, retired or deleted: nobody can change it now."))
        overwritten = kwargs.get("overwrite_revision")
        if overwritten and Submission.objects.filter(revision=overwritten).exists():
            raise Locked(gettext("This revision was submitted: it can never be changed."))
        return super().save_revision(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Only a revision whose frozen version its reviewers accepted goes live, whoever asks and however."""
        if not Submission.objects.filter(revision=revision, version__decision__outcome="accepted").exists():
            raise PermissionDenied(gettext("Only what reviewers have accepted is published."))
        super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: what was accepted is retired, or recalled from the bank."""
        raise PermissionDenied(gettext("What was accepted is retired, or recalled by an operator."))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused to what was submitted once."""
        if Submission.objects.filter(version__identity=self.uuid).exists():
            raise PermissionDenied(gettext("What was submitted cannot be deleted. Retire it."))
        return super().delete(*args, **kwargs)


class Alignment(Orderable):
    """One competence and level that a draft works on."""

    competence = models.ForeignKey(
        Competence, verbose_name=_("competence"), on_delete=models.CASCADE, related_name="%(class)ss"
    )
    competence.wagtail_reference_index_ignore = True  # the index tells where files are used
    level = models.PositiveSmallIntegerField(_("level"))
    theme = models.CharField(_("theme"), max_length=500, blank=True)
    primary = models.BooleanField(
        _("main"), default=False, help_text=_("The one that counts in coverage. Alone, it is main by itself.")
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")

    def __str__(self) -> str:
        return f"{self.competence.code}.{self.level}"


class Attachment(Orderable):
    """A file that the pupil opens."""

    file = models.ForeignKey(File, verbose_name=_("file"), on_delete=models.CASCADE, related_name="%(class)ss")
    label = models.CharField(_("name shown"), max_length=500)

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.label


class Tagging(TaggedItemBase):
    """A tag on a draft."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_items")
    tag.wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        ordering = ["pk"]
