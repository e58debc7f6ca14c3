"""Merkle trees over SHA-256 digests, as in RFC 9162 section 2.1: leaves and nodes have different prefixes."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256


class MerkleTree:
    """A tree that grows leaf by leaf and holds only the roots of its whole subtrees, largest first."""

    def __init__(self) -> None:
        self._size = 0
        self._roots: list[bytes] = []

    def add(self, digests: Iterable[str]) -> None:
        """Append leaves, by digests in hexadecimal."""
        roots, size = self._roots, self._size
        for digest in digests:
            node, full = sha256(b"\0" + bytes.fromhex(digest)).digest(), size
            while full & 1:
                node, full = sha256(b"\1" + roots.pop() + node).digest(), full >> 1
            roots.append(node)
            size += 1
        self._size = size

    def root(self) -> str:
        """The root in hexadecimal; that of no leaf is the SHA-256 of nothing."""
        if not self._roots:
            return sha256().hexdigest()
        *left, node = self._roots
        for neighbour in reversed(left):
            node = sha256(b"\1" + neighbour + node).digest()
        return node.hex()


def merkle_root(digests: Iterable[str]) -> str:
    """The root over hexadecimal digests, in hexadecimal."""
    tree = MerkleTree()
    tree.add(digests)
    return tree.root()


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
    level = [sha256(b"\0" + bytes.fromhex(digest)).digest() for digest in digests]
    yield level
    while len(level) > 1:
        pairs = [sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = [*pairs, *level[len(pairs) * 2 :]]
        yield level
