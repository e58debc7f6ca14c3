"""What the verbs of authoring refuse."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from items.errors import InvalidDocument


class AuthoringError(Exception):
    """The act is refused; nothing was changed. The message says why and what to do."""


class NotYours(PermissionDenied):
    """The person may not do this with this draft."""


class Locked(PermissionDenied):
    """Nobody may change this draft now: it is in review, retired or deleted."""


class StaleDraft(AuthoringError):  # noqa: N818 - it says what the draft is
    """Somebody saved this draft in the meantime. `current` is the revision now, `based_on` the one that was read."""

    def __init__(self, current: int | None, based_on: int | None) -> None:
        self.current, self.based_on = current, based_on
        super().__init__(_("Somebody saved this draft while you were writing. Nothing of yours is lost: compare."))


class CannotSubmit(AuthoringError):  # noqa: N818 - it says what cannot be done
    """Some drafts are not ready. `reasons` maps each draft's key to what is wrong with it."""

    def __init__(self, reasons: dict[int, InvalidDocument]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(str(reason) for reason in reasons.values()))
