"""Wagtail's side of a review: the task that stands before publication and that nobody can approve by hand."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Task, TaskState, WorkflowState


class PeerReviewTask(Task):
    """The outer gate: it shows the usual status and lock; verdicts open it, and nothing in Wagtail's screens does.

    It gives nobody an action, a moderation queue or access to the editor: those are Wagtail's defaults.
    """

    class Meta:
        verbose_name = gettext_lazy("peer review")
        verbose_name_plural = gettext_lazy("peer reviews")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin with the latest revision; Wagtail would take the one loaded with the object, old when resubmitted."""
        workflow_state.content_object.refresh_from_db(fields=["latest_revision"])
        return super().start(workflow_state, user=user)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refused, whatever the action and whoever asks: decisions come from verdicts."""
        raise PermissionDenied(_("A review is decided by the verdicts of its reviewers, and by nothing else."))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """What is under review does not move, for anybody."""
        return True

    @classmethod
    def get_description(cls) -> str:
        """What an administrator reads when choosing a task."""
        return _("Independent reviewers judge the frozen version; their quorum decides")
