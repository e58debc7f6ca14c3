"""Merkle trees over SHA-256 digests, as in RFC 9162 section 2.1: leaves and nodes have different prefixes."""

import hashlib
from collections.abc import Iterator, Sequence


def merkle_root(digests: Sequence[str]) -> str:
    """The root over hexadecimal digests, in hexadecimal; that of no digest is the SHA-256 of nothing."""
    if not digests:
        return hashlib.sha256().hexdigest()
    *_lower, top = _levels(digests)
    return top[0].hex()


def merkle_path(digests: Sequence[str], index: int) -> list[str]:
    """The inclusion proof of a digest by its index (RFC 9162, section 2.1.3): what to hash it with, leaf to root."""
    path = []
    for level in _levels(digests):
        if (index ^ 1) < len(level):
            path.append(level[index ^ 1].hex())
        index //= 2
    return path


def _levels(digests: Sequence[str]) -> Iterator[list[bytes]]:
    """The tree from its leaves to its root; a node that has no neighbour goes up as it is."""
    level = [hashlib.sha256(b"\0" + bytes.fromhex(digest)).digest() for digest in digests]
    yield level
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = [*pairs, *level[len(pairs) * 2 :]]
        yield level
