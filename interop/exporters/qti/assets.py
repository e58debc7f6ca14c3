"""Where files are in a package of QTI."""

import re
import unicodedata

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def asset_path(sha256: str, name: str) -> str:
    """Where a file is in the package: its name keeps to the letters that every reader finds."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"assets/{sha256}/{UNSAFE.sub('-', letters).strip('-.') or 'file'}"


def address(sha256: str, name: str) -> str:
    """Where a file is, seen from an item."""
    return f"../{asset_path(sha256, name)}"
