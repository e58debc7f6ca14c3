"""Everything to tell an author of a draft: what is missing, what the rules find, which sample answers fail."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from authoring.advice import findings_of
from authoring.documents import document_of, unplaced_document_of
from authoring.models import Challenge, Writing
from authoring.places import Note, missing, noted
from authoring.queries import readable_by
from authoring.reasons import field_of
from challengebank.similarity import similar_to
from items.document import Document, Item
from items.errors import InvalidDocument
from items.scoring import AnswerTest, Score
from items.wording import in_words

Notes = tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """A sample answer in words, what its author expects and what it scores."""

    answer: str
    test: AnswerTest
    score: Score

    @property
    def holds(self) -> bool:
        """Whether it scores as expected."""
        return self.score.thousandths == self.test.thousandths


@dataclass(frozen=True, slots=True)
class Report:
    """`document` is None as long as something is missing; `shown`, what can be tried, asks for no competence yet."""

    document: Document | None
    shown: Document | None
    notes: Notes
    tests: tuple[Tested, ...] = ()

    @property
    def blocking(self) -> list[Note]:
        """What keeps the draft from being submitted."""
        return [note for note in self.notes if note.severity in ("missing", "error")]

    @property
    def advice(self) -> list[Note]:
        """What is worth a thought."""
        return [note for note in self.notes if note.severity == "info"]

    @property
    def warnings(self) -> dict[str, list[Note]]:
        """By rule, what needs a signed reason."""
        by_rule: dict[str, list[Note]] = {}
        for note in self.notes:
            if note.severity == "warning":
                by_rule.setdefault(note.rule, []).append(note)
        return by_rule


def report_on(draft: Writing, reader: Any) -> Report:
    """Read the draft as it is now, for somebody who may read it."""
    try:
        document = document_of(draft)
    except InvalidDocument as error:
        return _report(draft, reader, None, unplaced_document_of(draft), missing(draft, error))
    return _report(draft, reader, document, document, ())


def _report(draft: Writing, reader: Any, document: Document | None, shown: Document | None, lacks: Notes) -> Report:
    if shown is None:
        return Report(document, shown, lacks)
    tests = shown.answer_tests if isinstance(shown, Item) else ()
    near = _neighbours(shown, reader) if isinstance(shown, Item) else ()
    return Report(
        document,
        shown,
        (*lacks, *noted(draft, findings_of(shown)), *near),
        tuple(Tested(in_words(shown, test.answer), test, shown.content.score(test.answer)) for test in tests),
    )


def _neighbours(item: Item, reader: Any) -> Iterator[Note]:
    """Challenges close to this one; those that the reader may not open are not named."""

    def readable(identities: set[UUID]) -> set[UUID]:
        return set(readable_by(Challenge, reader).filter(uuid__in=identities).values_list("uuid", flat=True))

    found = similar_to(item, readable=readable, limit=3)
    named = Challenge.objects.filter(uuid__in=[likeness.document for likeness in found if likeness.document])
    titles = dict(named.values_list("uuid", "title"))
    for likeness in found:
        title = titles.get(likeness.document) or gettext("a challenge that you may not open")
        close = gettext("Close to %(title)s (%(percent)d%%)")
        family, other = gettext("Of the same family."), gettext("Make sure that it is another challenge.")
        yield Note(
            severity="info",
            path=("statement",),
            field=field_of("statement").said(gettext),
            text=close % {"title": title, "percent": round(100 * likeness.whole)},
            hint=family if likeness.relative else other,
        )
