"""Merkle roots against hashes worked out by hand."""

from hashlib import sha256

from interop.merkle import merkle_root

A, B, C = (sha256(letter).hexdigest() for letter in (b"a", b"b", b"c"))


def leaf(digest: str) -> bytes:
    return sha256(b"\0" + bytes.fromhex(digest)).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def test_roots_of_small_trees():
    assert merkle_root([]) == sha256(b"").hexdigest()
    assert merkle_root([A]) == leaf(A).hex()
    assert merkle_root([A, B]) == node(leaf(A), leaf(B)).hex()
    assert merkle_root([A, B, C]) == node(node(leaf(A), leaf(B)), leaf(C)).hex()


def test_order_and_repetition_change_the_root():
    assert len({merkle_root(digests) for digests in ([A, B], [B, A], [A, B, B], [A, B, C], [A])}) == 5
