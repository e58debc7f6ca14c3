"""Our own release file in: every challenge as it was released. Its digests are proved first."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

from interop.bundle import Bundle, BundleError
from interop.findings import RefusedFileError
from interop.importers.archive import Archive
from interop.importers.draft import Result
from interop.importers.files import File
from interop.importers.json import loads
from interop.proof import verify_bundle
from items.messages import message


def read(path: Path) -> Iterator[Result]:
    """The files of a release file, its tutorials (which say their `format`), then its challenges."""
    Archive(path)
    try:
        verify_bundle(path)
        bundle = Bundle(path)
    except BundleError as error:
        raise RefusedFileError(message("this release file is refused: %(error)s", error=error)) from None
    for asset in bundle.assets():
        yield File(_name(asset.entry.sha256, asset.entry.media_type), b"".join(asset.chunks))
    for document in bundle.tutorials():
        yield loads(document.content)
    for document in bundle.items():
        draft = loads(document.content)
        del draft["format"]
        yield draft


def _name(sha256: str, media_type: str) -> str:
    return f"{sha256[:12]}{mimetypes.guess_extension(media_type) or ''}"
