"""What an import did, or would do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from authoring.errors import AuthoringError
from interop.findings import Finding
from interop.importers.files import File
from items.document import Document

FIRST = 50


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do. `near` are (title, title of a close challenge, likeness out of one).

    `back` are drafts that it took out of the bin; `revisions` say, of each draft that it changed, which was the last
    one before and after. `named` are the titles of the first drafts of the file, by their identities. `first` are its
    first documents, and `files` what these show, as long as a page has `room` for it (bytes). `terms` counts the
    challenges of each category and tag, among those that name no competence.
    """

    created: list[UUID] = field(default_factory=list)
    back: list[UUID] = field(default_factory=list)
    changed: list[UUID] = field(default_factory=list)
    revisions: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    same: int = 0
    titles: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    first: list[Document] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    room: int = 5_000_000
    findings: list[Finding] = field(default_factory=list)
    near: list[tuple[str, str, float]] = field(default_factory=list)
    terms: Counter[str] = field(default_factory=Counter)

    @property
    def errors(self) -> int:
        """How many challenges of the file did not come in."""
        return sum(finding.severity == "error" for finding in self.findings)

    def add(
        self, documents: Sequence[Document], files: Iterable[File], findings: Iterable[Finding], terms: Counter[str]
    ) -> None:
        """Note what was read in a part of the file, and keep of it what a page shows, while there is room."""
        self.titles += [document.title for document in documents]
        self.findings += findings
        self.terms += terms
        if len(self.first) < FIRST:
            self.first += documents[: FIRST - len(self.first)]
            for file in files:
                self._keep(file)

    def _keep(self, file: File) -> None:
        if len(file.content) <= self.room:
            self.files.append(file)
            self.room -= len(file.content)

    def name(self, documents: Iterable[Document]) -> None:
        """Keep who the first drafts are."""
        self.named |= {each.id: each.title for each in islice(documents, FIRST - len(self.named))}

    def plain(self) -> dict[str, Any]:
        """The report as plain values, for JSON."""
        return {
            "created": [str(uuid) for uuid in self.created],
            "back": [str(uuid) for uuid in self.back],
            "changed": [str(uuid) for uuid in self.changed],
            "same": self.same,
            "terms": dict(self.terms.most_common()),
            "near": [{"title": title, "like": other, "likeness": round(share, 2)} for title, other, share in self.near],
            "findings": [
                {"severity": f.severity, "where": f.where, "message": str(f.message), "item": f.item}
                for f in self.findings
            ],
        }


class NothingImported(AuthoringError):  # noqa: N818 - it says what happened
    """Something of the file cannot come in, and the whole was asked for; the report says what."""

    def __init__(self, report: ImportReport) -> None:
        self.report = report
        super().__init__(f"{report.errors} challenges of the file cannot come in: nothing was imported")
