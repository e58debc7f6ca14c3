"""Merkle trees over SHA-256 digests, as in RFC 9162 section 2.1: leaves and nodes have different prefixes."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256

SIZE = 32
"""The bytes of a digest."""


def merkle_root(digests: Iterable[str]) -> str:
    """The root over hexadecimal digests, in hexadecimal; that of none is the SHA-256 of nothing."""
    return root_over(raw(digests))


def raw(digests: Iterable[str]) -> bytes:
    """Hexadecimal digests as bytes, one after the other."""
    return bytes.fromhex("".join(digests))


@lru_cache(maxsize=1)
def root_over(digests: bytes) -> str:
    """The root over digests of SIZE bytes each, in hexadecimal.

    It is remembered for the very same digests: what was just written is then read back and proved.
    """
    top = deque(_levels(digests), maxlen=1).pop()
    return top[0].hex() if top else sha256().hexdigest()


def merkle_path(digests: Sequence[str], index: int) -> list[str]:
    """The inclusion proof of a digest by its index (RFC 9162, section 2.1.3): what to hash it with, leaf to root."""
    path = []
    for level in _levels(raw(digests)):
        if (index ^ 1) < len(level):
            path.append(level[index ^ 1].hex())
        index //= 2
    return path


def _levels(digests: bytes) -> Iterator[list[bytes]]:
    """The tree from its leaves to its root; a node that has no neighbour goes up as it is."""
    level = [sha256(b"\0" + digests[start : start + SIZE]).digest() for start in range(0, len(digests), SIZE)]
    yield level
    while len(level) > 1:
        pairs = [sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = [*pairs, *level[len(pairs) * 2 :]]
        yield level
