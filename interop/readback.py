"""An export is read back by our own importer and compared with what was sent, before anybody gets it."""

from collections.abc import Iterator
from functools import partial
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from pathlib import Path

from interop.bundle import Bundle, Document
from interop.collector import collector_paused
from interop.exporters import exporter_of
from interop.exporters.exporter import Accept, Exporter
from interop.fidelity import differences, is_same
from interop.findings import Finding, RefusedFileError
from interop.importers import IMPORTERS, importer_for
from interop.importers.draft import Draft, Unit
from interop.report import Report
from interop.sharing import hands, share, shared
from items.document import Item
from items.errors import InvalidDocument
from items.messages import Message, message

Lost = dict[str, frozenset[str]]
"""The features that each item loses."""


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
        check(exporter, bundle, path, report)
    return report


def check(exporter: Exporter, bundle: Bundle, path: Path, report: Report) -> None:
    """Raise UnfaithfulExport unless the file gives back every exported item, but for the losses of the report.

    Several processes read a large file, each some of the questions, and compare them.
    """
    importer = importer_for(path, exporter.importer)
    if importer is None:
        raise UnfaithfulExport(message("no importer reads this format back"))
    work = partial(_faults, exporter.importer, bundle, path, _lost(report))
    found = [fault for fault in shared(work, hands(bundle.size()) if importer.units else 1) if fault]
    if found:
        raise UnfaithfulExport(min(found, key=itemgetter(0))[1])


def _faults(
    importer: str, bundle: Bundle, path: Path, lost: Lost, place: int, count: int
) -> Iterator[tuple[int, Message] | None]:
    """The first question of a share of the blocks that the file does not give back, by its number, and why."""
    sent = (document for document in bundle.items() if "item" not in lost.get(document.entry.id, ()))
    units = _units(importer, path)
    back = chain.from_iterable(map(_drafts, (unit for _number, unit in share(units, place, count))))
    number = 0
    try:
        for number, document in share(sent, place, count):  # noqa: B007 - a fault says it
            _check_one(document, next(back, {}), lost.get(document.entry.id, frozenset()))
        if (more := next(back, None)) is not None:
            raise UnfaithfulExport(message("%(item)s is in the file, but was not to be", item=more.get("id", "")))
    except (UnfaithfulExport, RefusedFileError) as fault:
        yield number, fault.reason
    else:
        yield None


def _check_one(document: Document, found: Draft, lost: frozenset[str]) -> None:
    if found.get("id") != document.entry.id:
        raise UnfaithfulExport(message("%(item)s is not in the file", item=document.entry.id))
    if not is_same(document.proved(), found, lost):
        _compare(document.read(Item), _parsed(found), lost)


def _lost(report: Report) -> Lost:
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


def _units(name: str, path: Path) -> Iterator[Unit]:
    """The questions of the file, to be read; all of them as one, where the importer does not part them."""
    importer = next(each for each in IMPORTERS if each.name == name)
    return importer.units(path) if importer.units else iter((partial(importer.read, path),))


def _drafts(unit: Unit) -> Iterator[Draft]:
    """The drafts that the importer makes of a question."""
    for row in unit():
        if isinstance(row, dict) and "format" not in row:
            row.pop("origin", None)
            yield row
        elif isinstance(row, Finding) and row.severity == "error":
            raise UnfaithfulExport(row.message)
