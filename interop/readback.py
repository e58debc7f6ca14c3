"""An export is read back by our own importer and compared with what was sent, before anybody gets it."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from interop.bundle import Bundle
from interop.collector import collector_paused
from interop.exporters import exporter_of
from interop.exporters.exporter import Accept, Exporter
from interop.fidelity import differences, is_same
from interop.findings import Finding, RefusedFileError
from interop.importers import importer_for
from interop.importers.draft import Draft
from interop.report import Report
from items.document import Item
from items.errors import InvalidDocument
from items.messages import Message, message


class UnfaithfulExport(ValueError):  # noqa: N818 - it says what the export is
    """The file does not say what its fidelity report says that it does; the message names the first item and why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


def export_checked(format_name: str, release: Path | Bundle, path: Path, accept: Accept = frozenset()) -> Report:
    """Write a release to a file, then read the file back; UnfaithfulExport when it says other things than its report.

    After an error the file at `path` must be thrown away.
    """
    exporter = exporter_of(format_name)
    bundle = release if isinstance(release, Bundle) else Bundle(release)
    with path.open("wb") as out, collector_paused():
        report = exporter.export(bundle, out, accept)
    if exporter.importer:
        _check(exporter, bundle, path, report)
    return report


def _check(exporter: Exporter, bundle: Bundle, path: Path, report: Report) -> None:
    """Raise UnfaithfulExport unless the file gives back every exported item, but for the losses of the report."""
    lost = _lost(report)
    back = _read(exporter, path)
    for document in bundle.items():
        features = lost.get(document.entry.id, frozenset())
        if "item" in features:
            continue
        found = next(back, {})
        if found.get("id") != document.entry.id:
            raise UnfaithfulExport(message("%(item)s is not in the file", item=document.entry.id))
        if not is_same(document.proved(), found, features):
            _compare(document.read(Item), _parsed(found), features)
    if (more := next(back, None)) is not None:
        raise UnfaithfulExport(message("%(item)s is in the file, but was not to be", item=more.get("id", "")))


def _lost(report: Report) -> dict[str, frozenset[str]]:
    """The features that each item loses; many items lose the same ones, which are held once."""
    held: dict[frozenset[str], frozenset[str]] = {}
    by_item = groupby(report.losses, key=attrgetter("item"))
    return {item: held.setdefault(each := frozenset(loss.feature for loss in losses), each) for item, losses in by_item}


def _compare(sent: Item, found: Item, lost: frozenset[str]) -> None:
    """Raise UnfaithfulExport when they differ by a feature that is not named lost."""
    if changed := differences(sent, found, lost):
        raise UnfaithfulExport(
            message("%(item)s comes back with another « %(feature)s »", item=sent.id, feature=changed[0])
        )


def _parsed(draft: Draft) -> Item:
    try:
        return Item.parse(draft)
    except InvalidDocument as error:
        raise UnfaithfulExport(message("an item comes back invalid: %(error)s", error=error)) from None


def _read(exporter: Exporter, path: Path) -> Iterator[Draft]:
    """The drafts that the importer makes of the file."""
    importer = importer_for(path, exporter.importer)
    if importer is None:
        raise UnfaithfulExport(message("no importer reads this format back"))
    try:
        for row in importer.read(path):
            if isinstance(row, dict) and "format" not in row:
                row.pop("origin", None)
                yield row
            elif isinstance(row, Finding) and row.severity == "error":
                raise UnfaithfulExport(row.message)
    except RefusedFileError as refusal:
        raise UnfaithfulExport(refusal.reason) from None
