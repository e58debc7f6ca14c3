"""Everything to tell an author of a draft: what is missing, what the rules find, which sample answers fail."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from authoring.advice import findings_of
from authoring.documents import document_of
from authoring.models import Writing
from authoring.places import Note, missing, noted
from items.document import Document, Item
from items.errors import InvalidDocument
from items.scoring import AnswerTest, Score


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
    """`document` is None as long as something is missing."""

    document: Document | None
    notes: tuple[Note, ...]
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


def report_on(draft: Writing) -> Report:
    """Read the draft as it is now."""
    try:
        document = document_of(draft)
    except InvalidDocument as error:
        return Report(None, missing(draft, error))
    tests = document.answer_tests if isinstance(document, Item) else ()
    return Report(
        document,
        noted(draft, findings_of(document)),
        tuple(Tested(in_words(document, test.answer), test, document.content.score(test.answer)) for test in tests),
    )


def in_words(item: Item, answer: JsonValue) -> str:
    """An answer as people say it: the texts of the options in place of their identifiers."""
    texts = dict(_texts(item.content.model_dump()))
    if isinstance(answer, dict):
        return " ; ".join(f"{texts.get(key, key)} → {texts.get(str(value), value)}" for key, value in answer.items())
    if isinstance(answer, list):
        return ", ".join(texts.get(str(value), str(value)) for value in answer)
    return texts.get(str(answer), str(answer))


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Identifier and text of everything in a content that has both."""
    if isinstance(value, dict):
        if "id" in value and (text := value.get("text") or value.get("label")):
            yield value["id"], text
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
