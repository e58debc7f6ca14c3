"""Giving a release away as a file."""

import shutil
from collections.abc import Callable
from pathlib import Path

from challengebank.domain.releases import verify_release
from challengebank.errors import BankError
from challengebank.models import Release


def _bank(release: Release, path: Path) -> None:
    """The release file itself."""
    with release.file.open("rb") as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    if verify_release(path).digest() != release.digest:
        raise BankError(f"the file of {release} is not the one released")


FORMATS: dict[str, Callable[[Release, Path], None]] = {"bank": _bank}


def export_release(*, release: Release, format: str, path: Path) -> Path:
    """Write a release in a format, whole or not at all; BankError for an unknown format.

    A release file that is signed gets its `.minisig` beside it.
    """
    if format not in FORMATS:
        raise BankError(f"unknown format {format!r}: choose among {', '.join(sorted(FORMATS))}")
    partial = path.with_name(f".{path.name}.partial")
    try:
        FORMATS[format](release, partial)
        partial.replace(path)
        if format == "bank" and release.signature:
            path.with_name(f"{path.name}.minisig").write_text(release.signature)
    finally:
        partial.unlink(missing_ok=True)
    return path
