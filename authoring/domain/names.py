"""Finding, once for many documents, the rows that they name; making the tags and files that are not here yet."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile

from accounts.models import User
from authoring.documents import Names, document_if_complete
from authoring.domain.tags import tags_of
from authoring.families import prototypes_of
from authoring.models import File, Picture, Tutorial
from challengebank.models import Asset
from challengebank.storage import note_written
from frameworks.models import Competence, Discipline, Grade
from items.document import Asset as AssetFacts
from items.document import Document, Item
from items.errors import InvalidDocument


def names_in(documents: Sequence[Document], actor: User) -> Names:
    """The rows named by documents. Assets must have been stored in the bank (`store_asset`)."""
    used_pictures = {sha for document in documents for sha in _pictures(document)}
    used_files = {attachment.asset for document in documents for attachment in document.attachments}
    facts = {asset.sha256: asset for document in documents for asset in document.assets}
    linked = {
        uuid for d in documents if isinstance(d, Item) for uuid in (*d.tutorials.understand, *d.tutorials.further)
    }
    codes = {alignment.competence for document in documents for alignment in document.alignments}
    competences = Competence.objects.filter(code__in=codes).select_related("framework")
    return Names(
        competences={(row.framework.slug, row.code): row for row in competences},
        disciplines=_by_slug(Discipline, {slug for document in documents for slug in document.disciplines}),
        classes=_by_slug(Grade, {slug for document in documents for slug in document.classes}),
        tags=tags_of({tag for document in documents for tag in document.tags}),
        tutorials={str(row.uuid): row for row in Tutorial.objects.filter(uuid__in=linked)} if linked else {},
        pictures=_stored(Picture, used_pictures, facts, actor),
        files=_stored(File, used_files, facts, actor),
        prototypes=_prototypes(documents, actor),
    )


def _by_slug(model: type[Any], slugs: set[str]) -> dict[str, Any]:
    return {row.slug: row for row in model.objects.filter(slug__in=slugs)}


def _prototypes(documents: Sequence[Document], actor: User) -> dict[str, Item]:
    """What variants among these documents vary: in the same lot, or here for the actor to read."""
    items = {document.id: document for document in documents if isinstance(document, Item)}
    wanted = [UUID(item.family) for item in items.values() if item.varies and item.family]
    found = prototypes_of(wanted).values() if wanted else ()
    here = (document_if_complete(row) for each in found if (row := each.as_read_by(actor)))
    return {**{item.id: item for item in here if isinstance(item, Item)}, **items}


def _pictures(document: Document) -> Iterable[str]:
    if document.illustration:
        yield document.illustration.asset
    if isinstance(document, Item):
        yield from document.content.asset_digests()


def _stored(model: type[Any], used: set[str], facts: dict[str, AssetFacts], actor: User) -> dict[str, Any]:
    if not used:
        return {}
    found = {row.sha256: row for row in model.objects.filter(sha256__in=used)}
    assets = Asset.objects.in_bulk(used - found.keys())
    for sha256 in sorted(used - found.keys()):
        if sha256 not in assets:
            raise InvalidDocument.at("assets", f"the file {sha256} was not stored")
        found[sha256] = _copied(model, assets[sha256], facts[sha256], actor)
    return found


def _copied(model: type[Any], asset: Asset, facts: AssetFacts, actor: User) -> Any:
    """A file of authoring with the bytes of a stored asset, under the name that the document gives it."""
    with asset.file.open("rb") as stored:
        content = ContentFile(stored.read(), name=facts.name)
    row = model.objects.create(title=facts.name[:255], file=content, uploaded_by_user=actor)
    note_written(row.file)
    if row.media_type != facts.media_type:
        row.media_type = facts.media_type
        row.save(update_fields=["media_type"])
    return row
