"""The Wagtail workflow that every challenge and tutorial goes through."""

from django.db import transaction
from wagtail.models import Workflow, WorkflowTask

from review.models import PeerReviewTask

NAME = "Relecture par les pairs"


@transaction.atomic
def ensure_review_workflow() -> Workflow:
    """The workflow with its one task, made when absent."""
    task = PeerReviewTask.objects.filter(active=True).first() or PeerReviewTask.objects.create(name=NAME)
    found = Workflow.objects.filter(workflow_tasks__task=task, active=True).first()
    if found:
        return found
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
