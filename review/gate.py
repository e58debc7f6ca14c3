"""The outer gate: Wagtail's workflow stays as it is while a review runs, whoever asks for something else.

A workflow can be approved, rejected, skipped or cancelled in many ways: screens, bulk actions, a deactivated task,
code. All of them save a task state or a workflow state, so that one guard closes them all.
The verbs close the review first.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from review.enums import RUNNING
from review.models import Review


@receiver(pre_save, sender=TaskState)
@receiver(pre_save, sender=WorkflowState)
def hold_workflow(instance: TaskState | WorkflowState, **kwargs: Any) -> None:
    """Refuse to end what belongs to a review that still runs."""
    if instance.pk is None or instance.status == WorkflowState.STATUS_IN_PROGRESS:
        return
    link = "task_state" if isinstance(instance, TaskState) else "task_state__workflow_state"
    if Review.objects.filter(**{link: instance.pk}, state__in=RUNNING).exists():
        raise PermissionDenied(_("Its review is not over: it ends by its verdicts, or when its author withdraws it."))
