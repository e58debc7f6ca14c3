"""Freezing documents into immutable versions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.domain import record_many
from accounts.models import User
from challengebank.domain.fingerprints import index_fingerprints
from challengebank.enums import Duration, Facet, Kind, Purpose
from challengebank.models import Identity, Version, VersionAlignment, VersionContributor, VersionFacet, VersionWords
from items.document import Document, Item


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A document to freeze, and the keys of all who wrote it."""

    document: Document
    contributors: frozenset[int]


def _facets(version: Version, document: Document) -> Iterator[VersionFacet]:
    values: dict[Facet, tuple[str, ...]] = {
        Facet.DISCIPLINE: document.disciplines,
        Facet.GRADE: document.classes,
        Facet.TAG: document.tags,
        Facet.ORIGIN: (document.translation_of,) if document.translation_of else (),
        Facet.FILE: tuple(asset.sha256 for asset in document.assets),
    }
    if isinstance(document, Item):
        values[Facet.ACCESSIBLE] = tuple(name for name, usable in document.accessibility if usable)
        values[Facet.TUTORIAL] = (*document.tutorials.understand, *document.tutorials.further)
        values[Facet.ENEMY] = document.enemies
        values[Facet.FAMILY] = (document.family,) if document.family else ()
        time = document.delivery.estimated_time
        values[Facet.DURATION] = (Duration.of(time),) if time else ()
    for name, entries in values.items():
        for value in dict.fromkeys(entries):
            yield VersionFacet(version=version, name=name, value=value)


def _version(document: Document, number: int, actor: User) -> Version:
    item = document if isinstance(document, Item) else None
    return Version(
        identity_id=UUID(document.id),
        number=number,
        digest=document.digest(),
        document=document.canonical(),
        title=document.title,
        kind=Kind.CHALLENGE if item else Kind.TUTORIAL,
        item_type=item.content.type if item else "",
        purpose=item.purpose if item else Purpose.TRAINING,
        locale=document.locale,
        licence=document.licence,
        competence=document.primary.competence,
        level=document.primary.level,
        created_at=timezone.now(),
        created_by=actor,
    )


@transaction.atomic
def freeze_versions(*, actor: User, drafts: Sequence[NewVersion]) -> list[Version]:
    """One new version a document, numbered after the last of its identity, in the order given."""
    ids = [UUID(draft.document.id) for draft in drafts]
    kinds = {UUID(d.document.id): Kind.CHALLENGE if isinstance(d.document, Item) else Kind.TUTORIAL for d in drafts}
    Identity.objects.bulk_create([Identity(uuid=uuid, kind=kinds[uuid]) for uuid in ids], ignore_conflicts=True)
    list(Identity.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk"))
    last = dict(Version.objects.filter(identity__in=ids).values_list("identity").annotate(Max("number")).order_by())
    versions = Version.objects.bulk_create(
        [_version(draft.document, last.get(uuid, 0) + 1, actor) for uuid, draft in zip(ids, drafts, strict=True)]
    )
    pairs = list(zip(versions, drafts, strict=True))
    VersionContributor.objects.bulk_create(
        [VersionContributor(version=v, user_id=user) for v, d in pairs for user in sorted(d.contributors)]
    )
    VersionAlignment.objects.bulk_create([row for v, d in pairs for row in _alignments(v, d.document)])
    VersionFacet.objects.bulk_create([row for v, d in pairs for row in _facets(v, d.document)])
    VersionWords.objects.bulk_create(
        [VersionWords.of(v, d.document) for v, d in pairs if v.purpose == Purpose.TRAINING]
    )
    index_fingerprints(items=[draft.document for draft in drafts if isinstance(draft.document, Item)])
    record_many(
        actor=actor,
        act="freeze",
        entries=[(f"version:{v.identity_id}/{v.number}", {"digest": v.digest}) for v in versions],
    )
    return versions


def _alignments(version: Version, document: Document) -> Iterable[VersionAlignment]:
    return (
        VersionAlignment(
            version=version, framework=a.framework, competence=a.competence, level=a.level, primary=a.primary
        )
        for a in document.alignments
    )
