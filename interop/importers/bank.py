"""Our own release file in: every challenge as it was released. Its digests are proved first."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

from interop.bundle import Bundle, BundleError, verify_bundle
from interop.findings import Finding, RefusedFileError
from interop.importers.archive import Archive
from interop.importers.draft import Result
from interop.importers.files import File
from interop.importers.json import loads
from items.messages import message


def read(path: Path) -> Iterator[Result]:
    """Each challenge of a release file and each file it uses; tutorials are counted in a note."""
    Archive(path)
    try:
        verify_bundle(path)
        bundle = Bundle(path)
    except BundleError as error:
        raise RefusedFileError(message("this release file is refused: %(error)s", error=error)) from None
    for asset in bundle.assets():
        yield File(_name(asset.entry.sha256, asset.entry.media_type), b"".join(asset.chunks))
    for document in bundle.items():
        draft = loads(document.content)
        del draft["format"]
        yield draft
    if tutorials := len(bundle.manifest.tutorials):
        yield Finding("note", "file", message("%(count)s tutorials did not come along", count=tutorials))


def _name(sha256: str, media_type: str) -> str:
    return f"{sha256[:12]}{mimetypes.guess_extension(media_type) or ''}"
