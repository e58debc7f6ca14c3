"""What an operator reads before a release goes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challengebank.models import Version
from challengebank.models.versions import VersionQuerySet
from challengebank.queries.changes import Changes
from items.lint import lint
from items.messages import Message

LISTED = 40


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a lint rule says, and of which challenges of the candidate that are new or changed."""

    severity: str
    message: Message
    versions: tuple[Version, ...]

    @property
    def said(self) -> str:
        """The sentence in the reader's language."""
        return self.message.said(_)

    @property
    def others(self) -> int:
        """How many challenges beside the first."""
        return len(self.versions) - 1


def flaws(versions: Iterable[Version]) -> list[Flaw]:
    """What the lint still finds in these versions, errors first, each sentence once."""
    found: dict[tuple[str, Message], list[Version]] = {}
    for version in versions:
        for finding in lint(version.parsed()):
            if finding.severity != "info":
                found.setdefault((finding.severity, finding.message), []).append(version)
    flaws = [Flaw(severity, message, tuple(where)) for (severity, message), where in found.items()]
    return sorted(flaws, key=lambda flaw: (flaw.severity, -len(flaw.versions)))


def size_of(*parts: VersionQuerySet) -> int:
    """The bytes of the documents of these versions."""
    sizes = (part.order_by().aggregate(size=Sum(Length("document")))["size"] for part in parts)
    return sum(size or 0 for size in sizes)


def release_notes(changes: Changes) -> str:
    """What differs, in sentences for those who use the bank."""
    added, changed, withdrawn = len(changes.added), len(changes.changed), len(changes.withdrawn)
    parts = [
        (added, ngettext("%(count)s challenge added", "%(count)s challenges added", added)),
        (changed, ngettext("%(count)s challenge changed", "%(count)s challenges changed", changed)),
        (withdrawn, ngettext("%(count)s challenge withdrawn", "%(count)s challenges withdrawn", withdrawn)),
    ]
    head = ", ".join(text % {"count": count} for count, text in parts if count)
    return "\n".join([f"{head}.", *_changed(changes), *_recalled(changes)]) if head else ""


def _changed(changes: Changes) -> list[str]:
    return [f"– {after.title} (v{before.number} → v{after.number})" for before, after in changes.changed[:LISTED]]


def _recalled(changes: Changes) -> list[str]:
    recalled = [version for version in changes.withdrawn if hasattr(version, "recall")][:LISTED]
    return [_("– %(title)s: recalled") % {"title": version.title} for version in recalled]
