"""What importers read, made complete enough to be documents of ours."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any

from PIL import Image

from authoring.domain.foreign import Identities, Place, place_of, terms_of
from authoring.reasons import refusal
from frameworks.models import Discipline, Grade
from interop.findings import Finding, Severity
from interop.importers.draft import Draft
from interop.importers.files import File
from items.document import Item, Tutorial
from items.errors import InvalidDocument
from items.messages import Message, message
from items.similar import Fingerprint, fingerprints

BATCH = 500
MOST_BYTES = 10_000_000
"""Rows of a part, and bytes of its files."""
TAG_LIMIT = 100
IN_MARKDOWN = re.compile(r"\\\\[(\[]|\$\$[^$]")
IN_TEXT = re.compile(r"\\[(\[]|\$\$[^$]")
FORMULA = message("a formula is in LaTeX, which is shown as it is written: put it in words or in a picture")
NO_COMPETENCE = message("it names no competence: choose one for those")
SVG = "image/svg+xml"
TO_WRITE = "À écrire."
TO_DESCRIBE = "Image à décrire."


@dataclass(slots=True)
class Part:
    """A part of a file: its documents, in order, the fingerprints of its challenges, and its files.

    `findings` is what its reading has to say; `terms` counts the challenges of each category and tag, among those that
    name no competence.
    """

    documents: list[Item | Tutorial] = field(default_factory=list)
    prints: list[Fingerprint] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    terms: Counter[str] = field(default_factory=Counter)

    @property
    def items(self) -> list[Item]:
        """The challenges among the documents."""
        return [document for document in self.documents if isinstance(document, Item)]


class Reader:
    """Turns drafts of importers into documents, complete enough to be drafts of ours.

    Once it is made it asks the database nothing: it may read on in a thread of its own.
    """

    def __init__(self, identities: Identities, places: Mapping[str, Place], place: Place | None) -> None:
        self.identities, self.places, self.place = identities, places, place
        self.disciplines = frozenset(Discipline.objects.values_list("slug", flat=True))
        self.classes = frozenset(Grade.objects.values_list("slug", flat=True))
        self.seen: set[str] = set()
        self.tutorials: set[str] = set()
        self.others: set[str] = set()
        self.part = Part()

    def parts(self, rows: Iterator[Any]) -> Iterator[Part]:
        """What an importer gives, part by part: so many rows, or so many bytes of files."""
        for row in rows:
            self._read(row)
            if self._is_full():
                yield self._take()
        yield self._take()

    def _is_full(self) -> bool:
        part = self.part
        rows = len(part.documents) + len(part.findings) + len(part.files)
        return rows >= BATCH or sum(len(file.content) for file in part.files) >= MOST_BYTES

    def _take(self) -> Part:
        part, self.part = self.part, Part()
        part.prints = fingerprints(part.items)
        return part

    def _read(self, row: Any) -> None:
        if isinstance(row, Finding):
            self.part.findings.append(row)
        elif isinstance(row, File):
            self.part.files.append(row)
            if not is_picture(row):
                self.others.add(row.sha256)
        elif document := self._document(row):
            self.part.documents.append(document)

    def _document(self, row: Draft) -> Item | Tutorial | None:
        return self._tutorial(row) if row.get("format") == "vivier.tutorial/1" else self._item(row)

    def _tutorial(self, row: Draft) -> Tutorial:
        self.tutorials.add(row["id"])
        self._know_names(row)
        return Tutorial.parse(row)

    def _item(self, draft: Draft) -> Item | None:
        self._complete(draft)
        if not draft.get("alignments"):
            return self._refuse(draft, NO_COMPETENCE)
        if draft["id"] in self.seen:
            return self._refuse(draft, message("it is in the file twice"))
        self.seen.add(draft["id"])
        if _has_formula(draft):
            self._say("warning", FORMULA, draft)
        try:
            return Item.parse(draft)
        except InvalidDocument as error:
            return self._refuse(draft, refusal(error.problems[0]))

    def _refuse(self, draft: Draft, reason: Message) -> None:
        self._say("error", reason, draft)

    def _say(self, severity: Severity, said: Message, draft: Draft) -> None:
        self.part.findings.append(Finding(severity, "", said, draft.get("title", "")))

    def _complete(self, draft: Draft) -> None:
        origin = draft.pop("origin", {})
        if "id" not in draft:
            draft["id"] = self.identities.of(draft, origin.get("id", ""))
        if not draft.get("alignments"):
            self._align(draft, origin.get("category", ""))
        self._know_names(draft)
        links = draft.pop("tutorials", {})
        if self.tutorials:
            draft["tutorials"] = {way: [id_ for id_ in ids if id_ in self.tutorials] for way, ids in links.items()}
        self._illustrate(draft)
        content = draft["content"]
        if content.get("type") == "hotspot" and not content.get("alt"):
            content["alt"] = TO_DESCRIBE
        if content.get("type") == "extended_text":
            content["model_answer"] = content["model_answer"] or TO_WRITE
            content["criteria"] = content["criteria"] or [TO_WRITE]

    def _illustrate(self, draft: Draft) -> None:
        """Ask for the words of an illustration that has none; one that nothing can show is left out."""
        illustration = draft.get("illustration")
        if not illustration:
            return
        illustration["alt"] = illustration["alt"] or TO_DESCRIBE
        if (asset := illustration["asset"]) in self.others:
            del draft["illustration"]
            if all(attached["asset"] != asset for attached in draft.get("attachments", ())):
                draft["assets"] = [each for each in draft["assets"] if each["sha256"] != asset]
            self._say("warning", message("its picture cannot be read: it was left out"), draft)

    def _align(self, draft: Draft, category: str) -> None:
        """Place a challenge that names no competence, by what its category and its tags mean."""
        tags = draft.get("tags", ())
        self.part.terms.update({*islice(terms_of(category), 1), *tags})
        if place := place_of(category, tags, self.places) or self.place:
            draft["alignments"] = [{"competence": place.competence, "level": place.level, "primary": True}]

    def _know_names(self, draft: Draft) -> None:
        """Disciplines and classes that are not ours become tags."""
        strangers = [name for name in draft.get("disciplines", ()) if name not in self.disciplines]
        strangers += [name for name in draft.get("classes", ()) if name not in self.classes]
        draft["disciplines"] = [name for name in draft.get("disciplines", ()) if name in self.disciplines]
        draft["classes"] = [name for name in draft.get("classes", ()) if name in self.classes]
        tags = [tag.strip()[:TAG_LIMIT] for tag in (*draft.get("tags", ()), *strangers)]
        draft["tags"] = list(dict.fromkeys(filter(None, tags)))


def _has_formula(draft: Draft) -> bool:
    """Whether a statement, or an option, has a formula between the marks of LaTeX."""
    if IN_MARKDOWN.search(draft["statement"]):
        return True
    options = draft["content"].get("options", ())
    return any(IN_TEXT.search(each["text"]) for each in options if isinstance(each, dict))


def is_picture(file: File) -> bool:
    """Whether there is a picture in a file, whatever its name says."""
    if file.media_type == SVG:
        return True
    try:
        with Image.open(BytesIO(file.content)) as image:
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
