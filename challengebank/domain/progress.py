"""How long work says how far it is."""

from collections.abc import Callable
from gettext import NullTranslations

Progress = Callable[[str, int, int], None]
"""Called with a step (an English msgid), how many are done and how many there are; it may raise to stop the work."""

_ = NullTranslations().gettext  # marks the steps for the catalogue; screens translate them
SELECTING, WRITING, PROVING, PUBLISHING = _("selecting"), _("writing"), _("proving"), _("publishing")
SOLVING = _("looking for forms")


def silent(step: str, done: int, total: int) -> None:
    """Nobody listens."""
