"""Freezing a bank's selection into a release, and writing its file."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import orjson
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import JsonValue

from accounts.domain import record
from accounts.domain.audit import head as audit_head
from accounts.models import User
from challengebank.errors import BankError
from challengebank.keys import active_key
from challengebank.models import Asset, Bank, Release, ReleaseItem, Version
from challengebank.models.versions import VersionQuerySet
from challengebank.queries import linked_tutorials, select
from challengebank.rules import require_operator
from challengebank.storage import publish, sweep, sync_file, workspace
from interop.bundle import AssetFile, Bundle, BundleError, Document, verify_bundle, write_bundle
from interop.collector import collector_paused
from interop.manifest import AssetEntry, AuditHead, BankEntry, Head, Manifest, VersionEntry
from interop.minisign import sign

CHUNK = 1 << 20
PAGE = 1000
ITEM_ROWS = {
    "sqlite": "INSERT INTO {table} (release_id, position, version_id) SELECT %s, key, value FROM json_each(%s)",
    "postgresql": "INSERT INTO {table} (release_id, position, version_id) SELECT %s, place - 1, version::bigint "
    "FROM jsonb_array_elements_text(%s::jsonb) WITH ORDINALITY AS entry (version, place)",
}


@collector_paused()
@transaction.atomic
def freeze_release(*, actor: User, bank: Bank, notes: str = "", force: bool = False) -> Release:
    """A new numbered release of what the bank selects now, its file written, proved and durable before the row is.

    BankError when nothing is selected, or when nothing changed since the last release and `force` is not set.
    """
    require_operator(actor)
    bank = Bank.objects.select_for_update().get(pk=bank.pk)
    last = bank.releases.order_by("-number").first()
    items, tutorials = (_rows(versions) for versions in candidate(bank))
    if not force:
        _refuse_the_same(last, items, tutorials)
    storage = Release._meta.get_field("file").storage
    sweep(storage, bank.slug, bank.releases.values_list("file", flat=True))
    with workspace(storage, bank.slug) as folder:
        path = folder / "release.zip"
        manifest = _write(path, _head(bank, last), items, tutorials)
        sync_file(path)
        _prove(path, manifest)
        signature = _sign(path, manifest)
        name = f"{bank.slug}/{bank.slug}-{manifest.release.number:04d}-{manifest.digest()[:16]}.zip"
        publish(storage, path, name)
    release = _row(actor, bank, manifest, file=name, signature=signature, notes=notes)
    _item_rows(release, [row.pk for row in (*items, *tutorials)])
    record(
        actor=actor,
        act="release",
        subject=f"release:{bank.slug}/{release.number}",
        digest=release.digest,
        items=release.count,
    )
    return release


def candidate(bank: Bank) -> tuple[VersionQuerySet, VersionQuerySet]:
    """The challenges and tutorials that a release made now would carry, without their bytes; BankError when none."""
    versions = select(bank)
    if not versions.exists():
        raise BankError(
            _("The bank « %(bank)s » selects no accepted challenge: widen its rules, or wait for reviews to end.")
            % {"bank": bank.name}
        )
    return versions.defer("document"), linked_tutorials(versions, bank.locale).defer("document")


def rewrite_release(*, release: Release, path: Path) -> Manifest:
    """Write the file of a release again from the facts in the database: the same bytes, or BankError."""
    manifest = Manifest.parse(bytes(release.manifest))
    versions = _rows(Version.objects.filter(released_in__release=release).order_by("released_in__position"))
    count = len(manifest.items)
    if _write(path, manifest.release, versions[:count], versions[count:]) != manifest:
        raise BankError(f"release {release} no longer follows from its versions")
    return manifest


def verify_release(path: Path) -> Manifest:
    """Prove a release file offline; BankError names the first thing wrong."""
    try:
        return verify_bundle(path)
    except BundleError as error:
        raise BankError(str(error)) from None


class Row(NamedTuple):
    """What the manifest says of a version beside its document."""

    pk: int
    id: UUID
    number: int
    digest: str
    policy: dict[str, JsonValue]
    decided_at: datetime


def _rows(versions: VersionQuerySet) -> list[Row]:
    columns = ("pk", "identity", "number", "digest", "decision__policy", "decision__decided_at")
    return [Row(*values) for values in versions.values_list(*columns)]


def _refuse_the_same(last: Release | None, items: Sequence[Row], tutorials: Sequence[Row]) -> None:
    if last is None:
        return
    before = list(last.items.order_by("position").values_list("version", flat=True))
    if before == [row.pk for row in (*items, *tutorials)]:
        raise BankError(
            _("Nothing changed since release %(number)s: no new release was made.") % {"number": last.number}
        )


def _head(bank: Bank, last: Release | None) -> Head:
    sequence, digest = audit_head()
    return Head(
        bank=BankEntry(
            slug=bank.slug, name=bank.name, purpose=bank.purpose, framework=bank.framework, locale=bank.locale
        ),
        number=last.number + 1 if last else 1,
        released_at=_iso(timezone.now()),
        previous=last.digest if last else "",
        audit=AuditHead(sequence=sequence, hash=digest),
    )


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _write(path: Path, head: Head, items: Sequence[Row], tutorials: Sequence[Row]) -> Manifest:
    assets: dict[str, AssetEntry] = {}
    return write_bundle(path, head, _documents(items, assets), _documents(tutorials, assets), _files(assets))


def _documents(rows: Sequence[Row], assets: dict[str, AssetEntry]) -> Iterator[Document]:
    """The versions with their bytes, read a thousand at a time; the files they need are noted in `assets`."""
    for start in range(0, len(rows), PAGE):
        page = rows[start : start + PAGE]
        contents = dict(Version.objects.filter(pk__in=[row.pk for row in page]).values_list("pk", "document"))
        for row in page:
            content = bytes(contents[row.pk])
            document = orjson.loads(content)
            for asset in document["assets"]:
                kept = {name: asset[name] for name in ("sha256", "media_type", "size")}
                assets[asset["sha256"]] = AssetEntry(**kept)
            yield Document(_entry(row, document["alignments"]), content)


def _entry(row: Row, alignments: list[dict[str, JsonValue]]) -> VersionEntry:
    values = {
        "id": row.id,
        "number": row.number,
        "digest": row.digest,
        "alignments": alignments,
        "provenance": {"policy": row.policy, "decided_at": _iso(row.decided_at)},
    }
    return VersionEntry.model_validate_json(orjson.dumps(values))


def _files(assets: dict[str, AssetEntry]) -> Iterator[AssetFile]:
    """The files noted while documents were written: read only once those are done."""
    stored = Asset.objects.in_bulk(list(assets))
    for digest in sorted(assets):
        if digest not in stored:
            raise BankError(
                _("The file %(digest)s is not in the bank: its challenge cannot be released.") % {"digest": digest}
            )
        with stored[digest].file.open("rb") as file:
            yield AssetFile(assets[digest], iter(lambda source=file: source.read(CHUNK), b""))


def _prove(path: Path, manifest: Manifest) -> None:
    try:
        proved = verify_bundle(path)
    except BundleError as error:
        raise BankError(_("The release was not made: %(reason)s.") % {"reason": error}) from None
    if proved != manifest:
        raise BankError(_("The release was not made: its manifest could not be read back."))


def _sign(path: Path, manifest: Manifest) -> str:
    """The signature of a release file by the active key; empty when this installation has none."""
    key = active_key()
    head = manifest.release
    return sign(path, key, f"{head.bank.slug} {head.number} {manifest.digest()}") if key else ""


def _row(actor: User, bank: Bank, manifest: Manifest, **values: str) -> Release:
    return Release.objects.create(
        bank=bank,
        number=manifest.release.number,
        digest=manifest.digest(),
        manifest=manifest.canonical(),
        count=len(manifest.items),
        created_at=datetime.fromisoformat(manifest.release.released_at),
        created_by=actor,
        **values,
    )


def _item_rows(release: Release, versions: Sequence[int]) -> None:
    """One statement for all rows, whatever their number."""
    sql = ITEM_ROWS[connection.vendor].format(table=ReleaseItem._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql, [release.pk, orjson.dumps(list(versions)).decode()])


def open_release(release: Release) -> Bundle:
    """The release's file, open for reading; for exports."""
    return Bundle(Path(release.file.path))
