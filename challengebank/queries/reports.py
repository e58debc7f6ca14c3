"""What an operator reads before a release goes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challengebank.enums import Facet
from challengebank.models import Asset, Release, ReleaseAsset, Version, VersionFacet, Waiver
from challengebank.models.versions import VersionQuerySet
from challengebank.queries.changes import Changes
from items.diff import diff
from items.document import Document, parse_document
from items.lint import lint
from items.messages import Message

LISTED = 40
READ = 500  # versions at a time


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a lint rule says, of which new or changed challenges, and the reasons that their authors signed."""

    severity: str
    message: Message
    versions: tuple[Version, ...]
    reasons: tuple[str, ...]

    @property
    def said(self) -> str:
        """The sentence in the reader's language."""
        return self.message.said(_)

    @property
    def others(self) -> int:
        """How many challenges beside the first."""
        return len(self.versions) - 1


@dataclass(frozen=True, slots=True)
class Difference:
    """A challenge that changed, and how, in sentences of the reader's language; those of the answer first."""

    before: Version
    after: Version
    said: tuple[str, ...]


def differences(changed: Sequence[tuple[Version, Version]]) -> list[Difference]:
    """What changed in each of these pairs."""
    documents = _documents([version for pair in changed for version in pair])
    return [
        Difference(old, new, tuple(change.message.said(_) for change in diff(documents[old.pk], documents[new.pk])))
        for old, new in changed
    ]


def _documents(versions: Iterable[Version]) -> dict[int, Document]:
    """The typed documents of these versions, read at once."""
    rows = Version.objects.filter(pk__in=[version.pk for version in versions]).values_list("pk", "document")
    return {key: parse_document(bytes(content)) for key, content in rows}


def flaws(versions: Sequence[Version]) -> list[Flaw]:
    """What the lint still finds in these versions, errors first, each sentence once."""
    found: dict[tuple[str, str, Message], list[Version]] = {}
    documents = _documents(versions)
    for version in versions:
        for finding in lint(documents[version.pk]):
            if finding.severity != "info":
                found.setdefault((finding.severity, finding.rule, finding.message), []).append(version)
    waivers = Waiver.objects.filter(version__in=documents).values_list("version", "rule", "reason")
    signed = {(version, rule): reason for version, rule, reason in waivers}
    flaws = [
        Flaw(severity, message, tuple(where), tuple({signed[at] for v in where if (at := (v.pk, rule)) in signed}))
        for (severity, rule, message), where in found.items()
    ]
    return sorted(flaws, key=lambda flaw: (flaw.severity, -len(flaw.versions)))


def files_size(last: Release | None, new: Sequence[Version]) -> int:
    """The bytes of the files of the last release and of the new versions, each file once.

    Those that only withdrawn versions had still count: what is told is the most that the release can weigh.
    """
    files = dict(ReleaseAsset.objects.filter(release=last).values_list("asset", "asset__size")) if last else {}
    for start in range(0, len(new), READ):
        said = VersionFacet.objects.filter(name=Facet.FILE, version__in=new[start : start + READ]).values("value")
        files |= dict(Asset.objects.filter(pk__in=said).values_list("pk", "size"))
    return sum(files.values())


def size_of(*parts: VersionQuerySet) -> int:
    """The bytes of the documents of these versions."""
    sizes = (part.order_by().aggregate(size=Sum(Length("document")))["size"] for part in parts)
    return sum(size or 0 for size in sizes)


def release_notes(changes: Changes, differences: Sequence[Difference]) -> str:
    """What differs, in sentences for those who use the bank: `differences` are those to spell out."""
    added, changed, withdrawn = len(changes.added), len(changes.changed), len(changes.withdrawn)
    parts = [
        (added, ngettext("%(count)s addition", "%(count)s additions", added)),
        (changed, ngettext("%(count)s change", "%(count)s changes", changed)),
        (withdrawn, ngettext("%(count)s withdrawal", "%(count)s withdrawals", withdrawn)),
    ]
    head = ", ".join(text % {"count": count} for count, text in parts if count)
    return (
        "\n".join([f"{head}.", *_changed(differences), *_unsaid(changes, differences), *_recalled(changes)])
        if head
        else ""
    )


def _unsaid(changes: Changes, differences: Sequence[Difference]) -> list[str]:
    left = len(changes.changed) - len(differences)
    said = ngettext("– and %(count)s other change", "– and %(count)s other changes", left)
    return [said % {"count": left}] if left else []


def _changed(differences: Sequence[Difference]) -> list[str]:
    return [
        _("– %(title)s (v%(before)s → v%(after)s): %(changes)s")
        % {
            "title": each.after.title,
            "before": each.before.number,
            "after": each.after.number,
            "changes": _("; ").join(each.said),
        }
        for each in differences
    ]


def _recalled(changes: Changes) -> list[str]:
    recalled = [version for version in changes.withdrawn if version.recalled][:LISTED]
    return [_("– %(title)s: recalled") % {"title": version.title} for version in recalled]
