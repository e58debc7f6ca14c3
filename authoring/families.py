"""Families of drafts: a variant says what its prototype says now, in every field that is not its own.

Inheritance happens when a draft is read, not when it is saved: `inherit` lays the latest text of the prototypes over
variants in memory. `Challenge.varies` names the variant's own fields, by the names of documents; None means that the
draft stands alone. A variant inherits only while its author may read the prototype, and no more of it than he may read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from authoring.models import Challenge, Writing
from authoring.queries import complete, present
from authoring.queries.rebuilding import latest_of
from authoring.rules import may_follow, may_read
from challengebank.models import Version
from items.document import Document, Item
from items.families import drift

FIELDS: dict[str, tuple[str, ...]] = {
    "statement": ("statement",),
    "content": ("content", "kind", "answer_tests"),
    "hint": ("hint",),
    "feedback": ("feedback_correct", "feedback_incorrect"),
    "alignments": ("alignments",),
    "disciplines": ("disciplines",),
    "classes": ("classes",),
    "tags": ("tagged_items",),
    "illustration": ("illustration", "illustration_alt", "illustration_credit"),
    "attachments": ("attachments",),
    "tutorials": ("tutorial_links",),
    "delivery": ("shuffle", "estimated_time", "time_limit", "focus", "calculator", "devices", "sites"),
    "accessibility": ("blind", "colour_blind", "deaf"),
    "licence": ("licence",),
    "authors": ("credits",),
    "source": ("source",),
    "translation_of": ("translation_of",),
    "locale": ("locale",),
    "purpose": ("purpose",),
}
"""What a prototype shares: the fields of a document, each with those of a draft that hold it."""

LABELS = {
    "statement": _("statement"),
    "content": _("answer and its tests"),
    "hint": _("hint"),
    "feedback": _("feedback"),
    "alignments": _("competences"),
    "disciplines": _("disciplines"),
    "classes": _("classes"),
    "tags": _("tags"),
    "illustration": _("illustration"),
    "attachments": _("files"),
    "tutorials": _("tutorials"),
    "delivery": _("playing"),
    "accessibility": _("accessibility"),
    "licence": _("licence"),
    "authors": _("authors"),
    "source": _("source"),
}
"""What an author may make a variant's own. Language, origin and secrecy are those of the family."""


def is_variant(draft: Writing) -> bool:
    """Whether the draft inherits from another."""
    return isinstance(draft, Challenge) and draft.varies is not None and draft.family not in (None, draft.uuid)


def inherit(drafts: Iterable[Writing]) -> None:
    """Give the variants among these drafts, in memory, what they inherit; two queries and the prototypes' own."""
    variants: list[Any] = [draft for draft in drafts if is_variant(draft)]
    prototypes = prototypes_of([draft.family for draft in variants]) if variants else {}
    for draft in variants:
        prototype = prototypes.get(draft.family)
        if prototype and draft.author and (read := prototype.as_read_by(draft.author)):
            lay_over(draft, read)


@dataclass(frozen=True, slots=True)
class Prototype:
    """A draft that others may vary: what is published of it, and what it was last saved as."""

    row: Challenge
    latest: Challenge

    def as_read_by(self, person: User) -> Challenge | None:
        """What a person may read of it, if anything: what was saved last, or accepted for who does not follow it."""
        if not may_read(person, self.latest):
            return None
        return self.latest if may_follow(person, self.row) else self.row


def prototypes_of(uuids: Sequence[UUID | None]) -> dict[UUID, Prototype]:
    """The drafts of these identities, to be read."""
    rows = list(complete(Challenge.objects.filter(uuid__in=uuids)).select_related("latest_revision"))
    return {row.uuid: Prototype(row, latest) for row, latest in zip(rows, latest_of(rows), strict=True)}


def lay_over(draft: Challenge, prototype: Challenge) -> None:
    """Make the draft say what the prototype says in every field that is not its own."""
    for name, columns in FIELDS.items():
        if name not in (draft.varies or ()):
            for column in columns:
                setattr(draft, column, _copied(draft, prototype, column))


def _copied(draft: Challenge, prototype: Challenge, column: str) -> Any:
    value = getattr(prototype, column)
    if not hasattr(value, "all"):
        return value
    relation = draft._meta.get_field(column)
    return [_child(row, relation) for row in value.all()] if relation.one_to_many else list(value.all())


def _child(row: Any, relation: Any) -> Any:
    """The same row, not saved yet, of another draft."""
    own = (row._meta.pk.name, relation.field.name)
    return type(row)(**{f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name not in own})


@dataclass(frozen=True, slots=True)
class Member:
    """A variant, and the fields in which what the bank has of it is not like what it has of the prototype."""

    draft: Challenge
    drifted: tuple[str, ...]


def members(prototype: Challenge) -> list[Member]:
    """The variants of a prototype, in a fixed number of queries."""
    drafts = list(variants_of(prototype).select_related("author"))
    documents = newest_documents([prototype.uuid, *(draft.uuid for draft in drafts)])
    base = documents.get(prototype.uuid)
    return [Member(draft, _drifted(base, documents.get(draft.uuid))) for draft in drafts]


def _drifted(base: Document | None, member: Document | None) -> tuple[str, ...]:
    return drift(base, member) if isinstance(base, Item) and isinstance(member, Item) else ()


def variants_of(prototype: Challenge) -> QuerySet[Challenge]:
    """Those that say they vary it and were not deleted."""
    family = Challenge.objects.filter(family=prototype.uuid).exclude(uuid=prototype.uuid)
    return present(family).order_by("pk")


def newest_documents(uuids: Sequence[UUID]) -> dict[UUID, Document]:
    """The newest frozen version of each identity that has one."""
    newer = Version.objects.filter(identity=OuterRef("identity"), number__gt=OuterRef("number"))
    rows = Version.objects.filter(~Exists(newer), identity__in=list(uuids))
    return {row.identity_id: row.parsed() for row in rows}
