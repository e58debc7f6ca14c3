"""Enemies: challenges that must not meet in one test, those declared and those to propose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from authoring.documents import document_if_complete
from authoring.models import Challenge
from authoring.queries import as_read_by, present, readable_by
from challengebank.models import Version
from items.document import Item
from items.families import gives_away

COMPARED = 1000
"""How many challenges of the same competence are read, the newest first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A challenge that gives this one's answer away, or the other way round."""

    challenge: Challenge
    answer: str
    gives: bool


def declared(identities: Iterable[str], reader: User) -> list[Challenge]:
    """The challenges behind these identities that a person may read."""
    return list(present(readable_by(Challenge, reader)).filter(uuid__in=list(identities)).order_by("title"))


def proposed(draft: Challenge, reader: User) -> list[Proposal]:
    """Among the accepted challenges of the same competence that the reader may see."""
    item: Any = document_if_complete(as_read_by(reader, draft))
    if item is None:
        return []
    near = readable_by(Challenge, reader).filter(competence=draft.competence).exclude(pk=draft.pk)
    rows = {str(row.uuid): row for row in present(near).only("uuid", "title", "purpose", "author")[:COMPARED]}
    others = [version.parsed() for version in Version.objects.eligible().filter(identity__in=rows)]
    hints = gives_away([item, *(other for other in others if isinstance(other, Item))])
    return [
        Proposal(rows[hint.given if hint.giver == item.id else hint.giver], hint.answer, hint.giver != item.id)
        for hint in hints
        if item.id in (hint.giver, hint.given)
    ]
