"""What the verbs of the bank refuse, in words for the person who asked."""

from django.core.exceptions import PermissionDenied


class BankError(Exception):
    """The act is refused; nothing was changed. The message says why and what to do."""


class NotAllowed(PermissionDenied):
    """The person has not the role that this act asks."""


class OutOfDate(BankError):  # noqa: N818 - it says what the change is
    """It would undo, unseen, what somebody else has just changed."""


class ImmutableError(BankError):
    """Somebody tried to change a fact that is only ever added to."""
