"""Files of questions to drafts: the same file again adds nothing, a changed one changes the drafts it made."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from accounts.domain import record
from accounts.models import User
from authoring.documents import apply_document, content_pictures, read_draft, said_by
from authoring.domain.creation import record_new, write_new
from authoring.domain.foreign import Identities, Place, remembered_places
from authoring.domain.import_reader import Part, Reader
from authoring.domain.import_report import ImportReport, NothingImported
from authoring.domain.life import restore_drafts
from authoring.domain.names import names_in
from authoring.domain.remembered import name_of, recall, remember
from authoring.domain.rewriting import update_drafts
from authoring.enums import State
from authoring.errors import NotYours
from authoring.models import Challenge
from authoring.models import Tutorial as TutorialDraft
from authoring.queries import complete, readable_by
from authoring.queries.rebuilding import latest_of
from authoring.reasons import refusal
from authoring.rules import may_edit, writes_at_all
from challengebank.domain import store_asset
from challengebank.similarity import similar_to_each
from challengebank.storage import atomic_with_files
from interop.ahead import ahead
from interop.collector import collector_paused
from interop.findings import Finding
from interop.sandbox import read_file
from items.document import Item, Tutorial
from items.errors import InvalidDocument
from items.messages import message
from items.similar import Fingerprint

NOT_YOURS = message("it is here already, written by somebody else: nothing was changed")
LOCKED = message("it is in review or retired: nothing was changed")


def import_items(
    *,
    actor: User,
    path: Path,
    format: str = "",
    place: Place | None = None,
    places: Mapping[str, Place] | None = None,
    dry_run: bool = False,
    whole: bool = False,
) -> ImportReport:
    """Read a file in a child process and make drafts of the actor's own, in one transaction.

    `places` says what categories and tags mean, beside what the actor said before; `place` serves the challenges that
    still name no competence; without it they are findings. With `whole`, NothingImported unless everything comes in. A
    dry run writes nothing. RefusedFileError when the file is no good as a whole; NotYours for those who do not write.
    """
    if not writes_at_all(actor):
        raise NotYours("only teachers and reviewers write")
    report = ImportReport()
    meant = remembered_places(actor) | _folded(places or {})
    name = name_of(path, format, place, sorted(meant.items()))
    if known := recall(actor, name):
        return ImportReport(same=known.drafts, findings=known.findings, terms=Counter(known.terms))
    at_once = connection.vendor == "sqlite"  # whose transactions keep all others from writing
    with read_file(path, format or None, whole=at_once) as rows, atomic_with_files():
        drafts = _import(actor, rows, Reader(Identities(actor), meant, place), report)
        if whole and report.errors:
            raise NothingImported(report)
        if dry_run:
            transaction.set_rollback(True)
        elif report.created or report.back or report.changed:
            data = {"created": len(report.created), "changed": len(report.changed)}
            record(actor=actor, act="import", subject=f"file:{path.name}"[:200], **data)
        if not dry_run:
            remember(actor, name, drafts, report.findings, report.terms)
    return report


def _folded(places: Mapping[str, Place]) -> dict[str, Place]:
    return {term.casefold(): place for term, place in places.items()}


def _import(actor: User, rows: Iterator[Any], reader: Reader, report: ImportReport) -> list[str]:
    """Write what is read, a part at a time while the next one is read; the identities of the drafts, new or not."""
    found = []
    with ahead(reader.parts(rows)) as parts:
        for part in parts:
            found += _import_part(actor, part, reader.identities, report)
    lessons = [uuid for uuid in report.created if str(uuid) in reader.tutorials]
    record_new(actor, TutorialDraft, lessons)
    record_new(actor, Challenge, [uuid for uuid in report.created if str(uuid) not in reader.tutorials])
    return found


@collector_paused()
def _import_part(actor: User, part: Part, identities: Identities, report: ImportReport) -> list[str]:
    for file in part.files:
        store_asset(content=file.content, media_type=file.media_type)
    report.add(part.documents, part.files, part.findings, part.terms)
    tutorials = [document for document in part.documents if isinstance(document, Tutorial)]
    items = _apart(identities, part.items, report)
    _find_near(actor, items, part.prints, report)
    report.name([*items, *tutorials])
    _write(actor, TutorialDraft, tutorials, report)
    _write(actor, Challenge, items, report)
    if connection.vendor == "postgresql":  # which would leave it all to the end, when nothing is read meanwhile
        connection.check_constraints()
    return [document.id for document in (*tutorials, *items)]


def _apart(identities: Identities, items: Sequence[Item], report: ImportReport) -> list[Item]:
    """The items, those that only share an identifier with a challenge of ours apart."""
    found = []
    for item, other in identities.apart(items):
        found.append(item)
        if other:
            text = message("its identifier is that of « %(title)s », which asks something else", title=other)
            report.findings.append(Finding("note", "", text, item.title))
    return found


def _write(actor: User, model: type[Any], documents: Sequence[Any], report: ImportReport) -> None:
    rows = complete(model.objects.filter(uuid__in=[document.id for document in documents]))
    known = {str(row.uuid): row for row in rows.select_related("latest_revision")}
    new = [document for document in documents if document.id not in known]
    _create(actor, model, new, report)
    if again := [(known[document.id], document) for document in documents if document.id in known]:
        _change(actor, model, again, report)


def _create(actor: User, model: type[Any], documents: Sequence[Any], report: ImportReport) -> None:
    """Make drafts of new documents; when one names what is not here, of the others."""
    if not documents:
        return
    try:
        write_new(actor, model, documents)
    except InvalidDocument:
        documents = _readable(actor, documents, report)
        write_new(actor, model, documents)
    report.created += [UUID(document.id) for document in documents]


def _readable(actor: User, documents: Sequence[Any], report: ImportReport) -> list[Any]:
    """The documents whose names all exist here."""
    kept = []
    names = names_in(documents, actor)
    for document in documents:
        try:
            said_by(document, names)
        except InvalidDocument as error:
            report.findings.append(Finding("error", "", refusal(error.problems[0]), document.title))
        else:
            kept.append(document)
    return kept


def _change(actor: User, model: type[Any], again: Sequence[tuple[Any, Any]], report: ImportReport) -> None:
    """Make drafts that are here say what the file says now, those that said something else."""
    rows, documents = [row for row, _document in again], [document for _row, document in again]
    names, current = names_in(documents, actor), latest_of(rows)
    pictures = content_pictures(current)
    changed, back = [], dict[UUID, Any]()
    for row, document, draft in zip(rows, documents, current, strict=True):
        if not may_edit(actor, row):
            report.findings.append(Finding("error", "", NOT_YOURS, document.title))
            continue
        probe = model(author=actor)
        apply_document(probe, document, names)
        same, binned = _same(draft, probe, pictures), row.state == State.DELETED
        if binned:
            back[row.uuid] = row
        if same:
            report.same += not binned
        elif row.closed and not binned:
            report.findings.append(Finding("error", "", LOCKED, document.title))
        else:
            changed.append((row, document))
    restore_drafts(actor=actor, drafts=[*back.values()])
    report.back += back
    if changed:
        before = {row.uuid: row.latest_revision_id for row, _document in changed if row.uuid not in back}
        written = update_drafts(
            actor=actor, drafts=[row for row, _ in changed], documents=[document for _, document in changed]
        )
        after = {draft.uuid: draft.latest_revision_id for draft in written}
        report.revisions |= {uuid: (revision, after[uuid]) for uuid, revision in before.items()}
        report.changed += before


def _same(draft: Any, probe: Any, pictures: Any) -> bool:
    """Whether a draft says already what the probe would make it say."""
    try:
        said, wanted = read_draft(draft, pictures), read_draft(probe, {**pictures, **content_pictures([probe])})
    except InvalidDocument:
        return False
    return said.canonical() == wanted.canonical()


def _find_near(actor: User, items: Sequence[Item], prints: Sequence[Fingerprint], report: ImportReport) -> None:
    """Say which challenges of the bank these come close to."""

    def readable(uuids: Iterable[UUID]) -> set[UUID]:
        return set(readable_by(Challenge, actor).filter(uuid__in=uuids).values_list("uuid", flat=True))

    found = similar_to_each(items, prints, readable=readable, limit=1)
    near = [(item, each[0]) for item, each in zip(items, found, strict=True) if each]
    named = Challenge.objects.filter(uuid__in=[other.document for _item, other in near if other.document])
    titles = dict(named.values_list("uuid", "title"))
    report.near += [(item.title, titles.get(other.document, ""), other.whole) for item, other in near]
