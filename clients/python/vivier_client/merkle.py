"""Merkle trees over SHA-256 digests in hexadecimal, as in RFC 9162 section 2.1."""

import hashlib
from collections.abc import Sequence


def merkle_root(digests: Sequence[str]) -> str:
    """The root over these digests, in order."""
    if not digests:
        return hashlib.sha256().hexdigest()
    level = [_leaf(digest) for digest in digests]
    while len(level) > 1:
        pairs = [_node(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
        level = [*pairs, *level[len(pairs) * 2 :]]
    return level[0].hex()


def proves_inclusion(digest: str, index: int, size: int, path: Sequence[str], root: str) -> bool:
    """Whether `path` proves that the digest is leaf `index` of the tree of `size` leaves that has this root."""
    if not 0 <= index < size:
        return False
    node, left = _leaf(digest), list(path)
    while size > 1:
        if index ^ 1 < size:
            if not left:
                return False
            other = bytes.fromhex(left.pop(0))
            node = _node(other, node) if index & 1 else _node(node, other)
        index, size = index // 2, (size + 1) // 2
    return not left and node.hex() == root


def _leaf(digest: str) -> bytes:
    return hashlib.sha256(b"\0" + bytes.fromhex(digest)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
