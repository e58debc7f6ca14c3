"""Proving that a version is in a release."""

from typing import Any
from uuid import UUID

from challengebank.models import Release
from interop.merkle import merkle_path, merkle_root


def proof_of(release: Release, item: UUID) -> dict[str, Any] | None:
    """The inclusion proof of the version of an item; None when the release has none."""
    rows = release.items.order_by("position").values_list("version__identity", "version__digest")
    leaves = [(identity, digest) for identity, digest in rows]
    digests = [digest for _identity, digest in leaves] + sorted(release.assets.values_list("asset", flat=True))
    index = next((place for place, (identity, _digest) in enumerate(leaves) if identity == item), None)
    if index is None:
        return None
    return {
        "digest": digests[index],
        "index": index,
        "size": len(digests),
        "path": merkle_path(digests, index),
        "merkle_root": merkle_root(digests),
    }
