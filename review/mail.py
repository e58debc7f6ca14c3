"""Wagtail's own e-mails about workflows stay silent: our notices tell people, in a digest and in their language."""

from typing import Any

from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

SIGNALS = {"submitted": workflow_submitted, "rejected": workflow_rejected, "approved": workflow_approved}


def silence_workflows() -> None:
    """Take the places under which Wagtail connects its senders: a signal keeps the first receiver of a name.

    Whether Wagtail's application is ready before ours or after makes no difference.
    """
    for name, signal in SIGNALS.items():
        place = f"workflow_state_{name}_email_notification"
        signal.disconnect(sender=WorkflowState, dispatch_uid=place)
        signal.connect(nobody, sender=WorkflowState, dispatch_uid=place)


def nobody(**kwargs: Any) -> None:
    """Tell nobody."""
