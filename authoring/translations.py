"""Translations of challenges: each says what one frozen version of its source says, until the source changes."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from authoring.models import Challenge
from authoring.queries import present, readable_by
from challengebank.models import Version
from items.diff import Change, diff
from items.document import Document
from items.lint.texts import texts


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the source, and its place in the document."""

    where: str
    text: str


def source_of(draft: Challenge) -> Version | None:
    """The newest accepted version of what the draft translates: what it should say now."""
    return accepted_versions(draft.translation_of).last() if draft.translation_of else None


def source_for(draft: Challenge, reader: User) -> Challenge | None:
    """What the draft translates, when the reader may see it: an import may name anything as its source."""
    return present(readable_by(Challenge, reader)).filter(uuid=draft.translation_of).first()


def accepted_versions(identity: UUID) -> QuerySet[Version]:
    """The versions of an identity that reviewers accepted, in their order."""
    return Version.objects.filter(identity=identity, decision__outcome="accepted").order_by("number")


def stale_translations(reader: User) -> QuerySet[Challenge]:
    """The translations that a person may read whose source has been accepted again since, in one query."""
    newer = Version.objects.filter(
        identity=OuterRef("translated_from__identity"),
        number__gt=OuterRef("translated_from__number"),
        decision__outcome="accepted",
    )
    return present(readable_by(Challenge, reader)).filter(Exists(newer), translated_from__isnull=False)


def changes_since(draft: Challenge) -> tuple[Change, ...]:
    """What the source says otherwise than the version that was translated: empty when up to date."""
    source = source_of(draft)
    if source is None or draft.translated_from is None or source.pk == draft.translated_from_id:
        return ()
    return diff(draft.translated_from.parsed(), source.parsed())


def passages(document: Document) -> list[Passage]:
    """Every text to translate, in the order of the document, its title first."""
    found = [Passage(text.where, text.raw) for text in texts(document) if text.where != "title"]
    return [Passage("title", document.title), *found]
