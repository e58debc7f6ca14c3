"""Proving that a version is in a release."""

from typing import Any
from uuid import UUID

from interop.listed import assets_of, items_of, tutorials_of
from interop.merkle import merkle_path, merkle_root


def proof_of(manifest: bytes, item: UUID) -> dict[str, Any] | None:
    """The inclusion proof of the version of an item in the release of this manifest; None when it has none."""
    leaves = [*items_of([manifest]), *tutorials_of([manifest])]
    index = next((place for place, named in enumerate(leaves) if named.id == str(item)), None)
    if index is None:
        return None
    digests = [named.digest for named in leaves] + [asset.sha256 for asset in assets_of([manifest])]
    return {
        "digest": digests[index],
        "index": index,
        "size": len(digests),
        "path": merkle_path(digests, index),
        "merkle_root": merkle_root(digests),
    }
