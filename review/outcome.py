"""What the end of a Wagtail workflow does: the accepted version goes live (WAGTAIL_FINISH_WORKFLOW_ACTION).

It imports no model: Wagtail loads it while models load.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def publish_accepted(workflow_state: Any, user: Any) -> None:
    """Publish the revision that the reviews were about. Without their acceptance nothing is ever published."""
    accepted = apps.get_model("review", "Review").objects.filter(
        task_state=workflow_state.current_task_state, version__decision__outcome="accepted"
    )
    if not accepted.exists():
        raise PermissionDenied(_("Only what reviewers accepted is published."))
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)
