"""Merkle trees over SHA-256 digests, as in RFC 9162 section 2.1: leaves and nodes have different prefixes."""

import hashlib
from collections.abc import Sequence


def merkle_root(digests: Sequence[str]) -> str:
    """The root over hexadecimal digests, in hexadecimal; that of no digest is the SHA-256 of nothing."""
    if not digests:
        return hashlib.sha256().hexdigest()
    level = [hashlib.sha256(b"\0" + bytes.fromhex(digest)).digest() for digest in digests]
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = [*pairs, *level[len(pairs) * 2 :]]
    return level[0].hex()
