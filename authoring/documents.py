"""Drafts to documents and back.

`document_of` says everything that is missing in one InvalidDocument, each problem at its place in the document.
`apply_document` makes a draft say exactly what a document says; then `document_of` gives the same document back, its
disciplines and classes in the order of their vocabularies, its keys in the order of its options, its files by digest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from uuid import UUID

from django.utils.translation import gettext_noop
from pydantic import model_validator
from taggit.models import Tag

from authoring.blocks import CONTENT_BLOCKS
from authoring.blocks.base import join, split
from authoring.enums import Moment
from authoring.families import inherit
from authoring.models import Challenge, File, Picture, Tutorial, Writing
from authoring.models.files import Hashed
from frameworks.models import Competence, Discipline, Grade
from items.document import Alignment, Document, Item
from items.document import Tutorial as TutorialDocument
from items.errors import InvalidDocument, Problem
from items.families import SHAREABLE, drift

BLOCKS = dict(CONTENT_BLOCKS)
Values = dict[str, Any]
Row = TypeVar("Row")


# Out: drafts to documents


def document_of(draft: Writing) -> Document:
    """The document of one draft. Raises InvalidDocument with every problem and its place."""
    return documents_of([draft])[0]


class Unplaced(Document):
    """A document that says all but its competences."""

    alignments: tuple[Alignment, ...] = ()

    @model_validator(mode="after")
    def _one_primary_alignment(self) -> Self:
        return self


class Question(Unplaced, Item):
    """A challenge that can be tried already."""


class Lesson(Unplaced, TutorialDocument):
    """A tutorial that can be read already."""


def unplaced_document_of(draft: Writing) -> Document | None:
    """What can be tried and looked over though its competences are not chosen; None when more is missing."""
    inherit([draft])
    try:
        return read_draft(draft, content_pictures([draft]), item=Question, tutorial=Lesson)
    except InvalidDocument:
        return None


def document_if_complete(draft: Writing) -> Document | None:
    """The document of one draft; None as long as something is missing."""
    return documents_if_complete([draft])[0]


def documents_if_complete(drafts: Sequence[Writing]) -> list[Document | None]:
    """The documents of drafts, None for each in which something is missing."""
    inherit(drafts)
    pictures = content_pictures(drafts)
    return [_if_complete(draft, pictures) for draft in drafts]


def _if_complete(draft: Writing, pictures: Mapping[int, Picture]) -> Document | None:
    try:
        return read_draft(draft, pictures)
    except InvalidDocument:
        return None


def documents_of(drafts: Sequence[Writing]) -> list[Document]:
    """The documents of drafts, with one look-up of images for all. Raises InvalidDocument at the first bad draft.

    Variants are given, in memory, what they inherit.
    """
    inherit(drafts)
    pictures = content_pictures(drafts)
    return [read_draft(draft, pictures) for draft in drafts]


def read_draft(
    draft: Writing,
    pictures: Mapping[int, Picture],
    *,
    item: type[Item] = Item,
    tutorial: type[TutorialDocument] = TutorialDocument,
) -> Document:
    """The document of a draft whose content uses these images."""
    if isinstance(draft, Challenge):
        values, problems = _challenge_values(draft, pictures)
        return _parse(item, values, problems)
    return _parse(tutorial, _tutorial_values(draft), [])


def _parse(kind: type[Document], values: Values, problems: list[Problem]) -> Document:
    """Parse, joining what the content block refused to what the document refuses."""
    try:
        document = kind.parse(values)
    except InvalidDocument as error:
        covered = {problem.where.split(".")[0] for problem in problems}
        rest = [problem for problem in error.problems if problem.where.split(".")[0] not in covered]
        raise InvalidDocument((*problems, *rest)) from None
    if problems:
        raise InvalidDocument(tuple(problems))
    return document


def content_pictures(drafts: Iterable[Writing]) -> dict[int, Picture]:
    """The images that the contents of drafts use, by key."""
    contents = (draft.stored() for draft in drafts)
    wanted = {block["value"].get("image") for content in contents for block in content}
    return Picture.objects.in_bulk([pk for pk in wanted if pk])


def _challenge_values(draft: Challenge, pictures: Mapping[int, Picture]) -> tuple[Values, list[Problem]]:
    content, problems = _content_values(draft, pictures)
    image = [pictures[draft.stored()[0]["value"]["image"]]] if content and content["type"] == "hotspot" else []
    links = list(draft.tutorial_links.all())
    values = {
        **_common_values(draft, image),
        "purpose": draft.purpose,
        "statement": draft.statement,
        "content": content,
        "hint": draft.hint,
        "feedback": {"correct": draft.feedback_correct, "incorrect": draft.feedback_incorrect},
        "delivery": {
            "shuffle": draft.shuffle,
            "estimated_time": draft.estimated_time,
            "time_limit": draft.time_limit,
            "focus": draft.focus,
            "calculator": draft.calculator,
            "devices": draft.devices,
            "sites": split(draft.sites),
        },
        "accessibility": {"blind": draft.blind, "colour_blind": draft.colour_blind, "deaf": draft.deaf},
        "tutorials": {
            str(moment): [str(link.tutorial.uuid) for link in links if link.moment == moment] for moment in Moment
        },
        "answer_tests": draft.answer_tests,
        "family": _text(draft.family),
        "varies": draft.varies or [],
        "enemies": draft.enemies,
    }
    return values, problems


def _content_values(draft: Challenge, pictures: Mapping[int, Picture]) -> tuple[Values | None, list[Problem]]:
    block = next(iter(draft.stored()), None)
    if block is None:
        return None, [Problem("content", gettext_noop("choose a type and write the answer"))]
    try:
        return {"type": block["type"], **BLOCKS[block["type"]].read(block["value"], pictures)}, []
    except InvalidDocument as error:
        return None, list(error.problems)


def _tutorial_values(draft: Tutorial) -> Values:
    return {
        **_common_values(draft, []),
        "kind": draft.kind,
        "body": draft.body,
        "url": draft.url,
        "duration": draft.duration,
    }


def _common_values(draft: Writing, used: list[Hashed]) -> Values:
    alignments = list(draft.alignments.all())
    attachments = list(draft.attachments.all())
    files = [*used, *([draft.illustration] if draft.illustration else []), *(a.file for a in attachments)]
    return {
        "id": str(draft.uuid),
        "locale": draft.locale,
        "title": draft.title,
        "alignments": [
            {
                "framework": alignment.competence.framework.slug,
                "competence": alignment.competence.code,
                "level": alignment.level,
                "theme": alignment.theme,
                "primary": alignment.primary or len(alignments) == 1,
            }
            for alignment in alignments
        ],
        "disciplines": [d.slug for d in sorted(draft.disciplines.all(), key=_position)],
        "classes": [c.slug for c in sorted(draft.classes.all(), key=_position)],
        "tags": [tagging.tag.name for tagging in draft.tagged_items.all()],
        "licence": draft.licence,
        "authors": split(draft.credits),
        "source": draft.source,
        "translation_of": _text(draft.translation_of),
        "illustration": _illustration(draft),
        "attachments": [{"asset": a.file.sha256, "label": a.label} for a in attachments],
        "assets": [_asset(file) for _sha256, file in sorted({file.sha256: file for file in files}.items())],
    }


def _position(term: Any) -> int:
    return term.position


def _text(uuid: UUID | None) -> str | None:
    return str(uuid) if uuid else None


def _illustration(draft: Writing) -> Values | None:
    if not draft.illustration:
        return None
    return {
        "asset": draft.illustration.sha256,
        "alt": draft.illustration_alt,
        "credit": draft.illustration_credit,
    }


def _asset(file: Hashed) -> Values:
    return {"sha256": file.sha256, "name": file.name, "media_type": file.media_type, "size": file.file_size}


# In: documents to drafts


@dataclass(frozen=True, slots=True)
class Names:
    """What documents name, read once for many: rows by the names that documents give them."""

    competences: Mapping[tuple[str, str], Competence]
    disciplines: Mapping[str, Discipline]
    classes: Mapping[str, Grade]
    tags: Mapping[str, Tag]
    tutorials: Mapping[str, Tutorial]
    pictures: Mapping[str, Picture]
    files: Mapping[str, File]
    prototypes: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Said:
    """What a document makes a draft say: the values of its fields, the rows that it has, and its lists of terms."""

    fields: Values
    rows: dict[str, list[Values]]
    terms: dict[str, list[Any]]


def apply_document(draft: Writing, document: Document, names: Names) -> None:
    """Make an unsaved or saved draft say what the document says. Nothing is written to the database."""
    said = said_by(document, names)
    for name, value in (said.fields | said.terms).items():
        setattr(draft, name, value)
    for name, rows in said.rows.items():
        row = draft._meta.get_field(name).related_model
        setattr(draft, name, [row(**values) for values in rows])


def said_by(document: Document, names: Names) -> Said:
    """What a draft that says what the document says has. Raises InvalidDocument when it names what is not here."""
    said = _common(document, names)
    if isinstance(document, Item):
        said.fields.update(_item_fields(document, names))
        said.rows["tutorial_links"] = _links(document, names)
    else:
        said.fields.update((name, getattr(document, name)) for name in ("kind", "body", "url", "duration"))
    return said


def _common(document: Document, names: Names) -> Said:
    picture = document.illustration
    fields = {
        "uuid": UUID(document.id),
        **{name: getattr(document, name) for name in ("locale", "title", "licence", "source")},
        "translation_of": UUID(document.translation_of) if document.translation_of else None,
        "credits": join(document.authors),
        "illustration": _named(names.pictures, picture.asset, "illustration", "image") if picture else None,
        "illustration_alt": picture.alt if picture else "",
        "illustration_credit": picture.credit if picture else "",
    }
    rows = {
        "tagged_items": [{"tag": names.tags[tag.casefold()]} for tag in dict.fromkeys(document.tags)],
        "alignments": [
            {
                "competence": _named(names.competences, (a.framework, a.competence), "alignments", "competence"),
                "level": a.level,
                "theme": a.theme,
                "primary": a.primary,
                "sort_order": place,
            }
            for place, a in enumerate(document.alignments)
        ],
        "attachments": [
            {"file": _named(names.files, a.asset, "attachments", "file"), "label": a.label, "sort_order": place}
            for place, a in enumerate(document.attachments)
        ],
    }
    terms = {
        "disciplines": [_named(names.disciplines, slug, "disciplines", "discipline") for slug in document.disciplines],
        "classes": [_named(names.classes, slug, "classes", "class") for slug in document.classes],
    }
    return Said(fields, rows, terms)


def _item_fields(item: Item, names: Names) -> Values:
    kind = item.content.type
    value = BLOCKS[kind].write(item.content, names.pictures)
    delivery, access = item.delivery, item.accessibility
    return {
        **{name: getattr(item, name) for name in ("purpose", "statement", "hint")},
        **{f"feedback_{side}": getattr(item.feedback, side) for side in ("correct", "incorrect")},
        **{
            name: getattr(delivery, name) for name in ("shuffle", "estimated_time", "time_limit", "focus", "calculator")
        },
        "devices": list(delivery.devices),
        "sites": join(delivery.sites),
        **{name: getattr(access, name) for name in ("blind", "colour_blind", "deaf")},
        "answer_tests": [test.model_dump(mode="json") for test in item.answer_tests],
        "family": UUID(item.family) if item.family else None,
        "varies": own_fields(item, names.prototypes.get(item.family or "")),
        "enemies": list(item.enemies),
        "kind": kind,
        "content": [{"type": kind, "value": value, "id": item.id}],
    }


def _links(item: Item, names: Names) -> list[Values]:
    linked = ((moment, uuid) for moment in Moment for uuid in getattr(item.tutorials, moment))
    return [
        {
            "tutorial": _named(names.tutorials, uuid, "tutorials", "tutorial"),
            "moment": moment,
            "sort_order": place,
        }
        for place, (moment, uuid) in enumerate(linked)
    ]


def own_fields(item: Item, prototype: Item | None) -> list[str] | None:
    """What a variant keeps for itself: what it says, and all in which it has drifted, so that no word of it is lost.

    None, it stands alone, when it says that nothing is its own.
    """
    if not item.varies:
        return None
    drifted = drift(prototype, item) if prototype else ()
    return [name for name in SHAREABLE if name in item.varies or name in drifted]


def _named(rows: Mapping[Any, Row], name: Any, where: str, what: str) -> Row:
    """The row of this name; InvalidDocument when there is none."""
    try:
        return rows[name]
    except KeyError:
        raise InvalidDocument.at(where, f"there is no {what} {name!r} here") from None
