"""What importers read, made complete enough to be documents of ours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import Any

from PIL import Image

from accounts.models import User
from authoring.domain.foreign import Identities, Place, place_of, terms_of
from authoring.domain.import_report import ImportReport
from authoring.reasons import refusal
from challengebank.domain import store_asset
from frameworks.models import Discipline, Grade
from interop.findings import Finding
from interop.importers.draft import Draft
from interop.importers.files import File
from items.document import Item, Tutorial
from items.errors import InvalidDocument
from items.messages import Message, message

TAG_LIMIT = 100
IN_MARKDOWN = re.compile(r"\\\\[(\[]|\$\$[^$]")
IN_TEXT = re.compile(r"\\[(\[]|\$\$[^$]")
FORMULA = message("a formula is in LaTeX, which is shown as it is written: put it in words or in a picture")
NO_COMPETENCE = message("it names no competence: choose one for those")
SVG = "image/svg+xml"
TO_WRITE = "À écrire."
TO_DESCRIBE = "Image à décrire."


class Reader:
    """Turns drafts of importers into documents, complete enough to be drafts of ours."""

    def __init__(self, actor: User, places: Mapping[str, Place], place: Place | None, report: ImportReport) -> None:
        self.places, self.place, self.report = places, place, report
        self.identities = Identities(actor)
        self.disciplines = frozenset(Discipline.objects.values_list("slug", flat=True))
        self.classes = frozenset(Grade.objects.values_list("slug", flat=True))
        self.seen: set[str] = set()
        self.tutorials: set[str] = set()
        self.others: set[str] = set()

    def documents(self, rows: Iterator[Any]) -> Iterator[Item | Tutorial]:
        """The documents among what an importer gives; its findings go to the report, its files to the bank."""
        for row in rows:
            if isinstance(row, Finding):
                self.report.findings.append(row)
            elif isinstance(row, File):
                self._file(row)
            elif document := self._document(row):
                self.report.keep(document)
                yield document

    def _file(self, file: File) -> None:
        store_asset(content=file.content, media_type=file.media_type)
        self.report.keep_file(file)
        if not is_picture(file):
            self.others.add(file.sha256)

    def apart(self, items: Sequence[Item]) -> list[Item]:
        """The items, those that only share an identifier with a challenge of ours apart."""
        found = []
        for item, other in self.identities.apart(items):
            found.append(item)
            if other:
                text = message("its identifier is that of « %(title)s », which asks something else", title=other)
                self.report.findings.append(Finding("note", "", text, item.title))
        return found

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
            self.report.findings.append(Finding("warning", "", FORMULA, draft["title"]))
        try:
            return Item.parse(draft)
        except InvalidDocument as error:
            return self._refuse(draft, refusal(error.problems[0]))

    def _refuse(self, draft: Draft, reason: Message) -> None:
        self.report.findings.append(Finding("error", "", reason, draft.get("title", "")))

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
            reason = message("its picture cannot be read: it was left out")
            self.report.findings.append(Finding("warning", "", reason, draft["title"]))

    def _align(self, draft: Draft, category: str) -> None:
        """Place a challenge that names no competence, by what its category and its tags mean."""
        tags = draft.get("tags", ())
        self.report.terms.update({*islice(terms_of(category), 1), *tags})
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
