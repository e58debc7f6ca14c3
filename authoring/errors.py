"""What the verbs of authoring refuse."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from items.errors import InvalidDocument
from items.lint import Finding


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
    """Some drafts are not ready. By the key of the draft: `reasons` says what is missing, `findings` what the rules
    find that is an error, or a warning without a signed reason."""

    def __init__(
        self, reasons: dict[int, InvalidDocument], findings: dict[int, tuple[Finding, ...]] | None = None
    ) -> None:
        self.reasons, self.findings = reasons, findings or {}
        said = [str(reason) for reason in reasons.values()]
        said += [f"{finding.where}: {finding.message}" for found in self.findings.values() for finding in found]
        super().__init__("; ".join(said))
