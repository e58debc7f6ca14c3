"""Writing the file of a release, and proving it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import orjson
from django.utils.translation import gettext as _
from pydantic import JsonValue, TypeAdapter

from challengebank.domain.candidates import Row, rows
from challengebank.domain.progress import WRITING, Progress, silent
from challengebank.errors import BankError
from challengebank.keys import active_key
from challengebank.models import Asset, Release, Version
from challengebank.storage import on_disk
from interop.bundle import AssetFile, BundleError, Document, verify_bundle, write_bundle
from interop.manifest import AssetEntry, Head, Manifest, VersionEntry
from interop.minisign import sign

CHUNK = 1 << 20
PAGE = 1000
ENTRIES = TypeAdapter(tuple[VersionEntry, ...])


def write_release(
    path: Path, head: Head, items: Sequence[Row], tutorials: Sequence[Row], progress: Progress = silent
) -> Manifest:
    """Write the file of these versions; its manifest."""
    assets: dict[str, AssetEntry] = {}
    total = len(items) + len(tutorials)

    def documents(part: Sequence[Row], before: int) -> Iterator[Document]:
        return _documents(part, assets, lambda done: progress(WRITING, before + done, total))

    return write_bundle(path, head, documents(items, 0), documents(tutorials, len(items)), _files(assets))


def rewrite_release(*, release: Release, path: Path) -> Manifest:
    """Write the file of a release again from the facts in the database: the same bytes, or BankError."""
    manifest = Manifest.parse(bytes(release.manifest))
    versions = rows(Version.objects.filter(released_in__release=release).order_by("released_in__position"))
    count = len(manifest.items)
    again = write_release(path, manifest.release, versions[:count], versions[count:])
    if again.canonical() != manifest.canonical():
        raise BankError(f"release {release} no longer follows from its versions")
    return manifest


def verify_release(path: Path) -> Manifest:
    """Prove a release file offline; BankError names the first thing wrong."""
    try:
        return verify_bundle(path)
    except BundleError as error:
        raise BankError(str(error)) from None


def _documents(
    rows: Sequence[Row], assets: dict[str, AssetEntry], progress: Callable[[int], None]
) -> Iterator[Document]:
    """The versions with their bytes, read a thousand at a time; the files they need are noted in `assets`."""
    for start in range(0, len(rows), PAGE):
        page = rows[start : start + PAGE]
        stored = dict(Version.objects.filter(pk__in=[row.pk for row in page]).values_list("pk", "document"))
        contents = [bytes(stored[row.pk]) for row in page]
        documents = [orjson.loads(content) for content in contents]
        for asset in (asset for document in documents for asset in document["assets"]):
            kept = {name: asset[name] for name in ("sha256", "media_type", "size")}
            assets[asset["sha256"]] = AssetEntry(**kept)
        yield from map(Document, _entries(page, documents), contents)
        progress(start + len(page))


def _entries(rows: Sequence[Row], documents: Sequence[dict[str, JsonValue]]) -> tuple[VersionEntry, ...]:
    """What the manifest says of these versions."""
    values = [
        {
            "id": row.id,
            "number": row.number,
            "digest": row.digest,
            "alignments": document["alignments"],
            "provenance": {"policy": row.policy, "decided_at": iso(row.decided_at)},
        }
        for row, document in zip(rows, documents, strict=True)
    ]
    return ENTRIES.validate_json(orjson.dumps(values))


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


def prove(path: Path, manifest: Manifest) -> bytes:
    """Read the file back and prove all of it; the bytes of its manifest, which are those of this one."""
    try:
        verify_bundle(path)
    except BundleError as error:
        raise BankError(_("The release was not made: %(reason)s.") % {"reason": error}) from None
    with ZipFile(path) as archive:
        content = archive.read("manifest.json")
    if content != manifest.canonical():
        raise BankError(_("The release was not made: its manifest could not be read back."))
    return content


def signature_of(path: Path, head: Head, digest: str) -> str:
    """The signature of a release file by the active key; empty when this installation has none."""
    key = active_key()
    return sign(path, key, f"{head.bank.slug} {head.number} {digest}") if key else ""


def iso(moment: datetime) -> str:
    """A moment as the manifest writes it."""
    return moment.astimezone(UTC).isoformat()


@contextmanager
def proved_file(release: Release) -> Iterator[Path]:
    """The release's file as a local path, proved to be the one released; else BankError names the first thing wrong."""
    with on_disk(release.file) as path:
        _check(path, release)
        yield path


def check_release(release: Release) -> Manifest:
    """Prove that the file on storage is the one released; BankError names the first thing wrong."""
    with on_disk(release.file) as path:
        return _check(path, release)


def _check(path: Path, release: Release) -> Manifest:
    manifest = verify_release(path)
    if manifest.digest() != release.digest:
        raise BankError(_("the file of %(release)s is not the one released") % {"release": release})
    return manifest
