"""Detached Ed25519 signatures that `minisign` verifies.

Format: https://jedisct1.github.io/minisign/ , “Signature format” and “Public key format”. The file is hashed with
BLAKE2b-512 first (algorithm `ED`); the trusted comment is signed together with the signature.
"""

import base64
import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

CHUNK = 1 << 20


class SignatureError(ValueError):
    """The signature does not prove the file."""


def key_id(public: Ed25519PublicKey) -> bytes:
    """Eight bytes that name a key, derived from it."""
    return hashlib.blake2b(public.public_bytes_raw(), digest_size=8).digest()


def public_key_text(public: Ed25519PublicKey) -> str:
    """The contents of a `.pub` file."""
    name = key_id(public)
    body = base64.b64encode(b"Ed" + name + public.public_bytes_raw()).decode()
    return f"untrusted comment: minisign public key {_shown(name)}\n{body}\n"


def read_public_key(text: str) -> Ed25519PublicKey:
    """The key in a `.pub` file; SignatureError when it is not one."""
    raw = _decode(text.splitlines()[1:2], 42)
    if raw[:2] != b"Ed":
        raise SignatureError("this is not an Ed25519 minisign key")
    return Ed25519PublicKey.from_public_bytes(raw[10:])


def sign(path: Path, key: Ed25519PrivateKey, comment: str) -> str:
    """The contents of a `.minisig` file; `comment` is one line, signed as well."""
    signature = key.sign(_hash(path))
    name = key_id(key.public_key())
    whole = base64.b64encode(key.sign(signature + comment.encode())).decode()
    body = base64.b64encode(b"ED" + name + signature).decode()
    return f"untrusted comment: signature by {_shown(name)}\n{body}\ntrusted comment: {comment}\n{whole}\n"


def verify(path: Path, signature: str, public: Ed25519PublicKey) -> str:
    """Prove a file; the trusted comment, or SignatureError."""
    lines = signature.splitlines()
    if len(lines) != 4 or not lines[2].startswith("trusted comment: "):
        raise SignatureError("this is not a minisign signature")
    raw, comment = _decode(lines[1:2], 74), lines[2].removeprefix("trusted comment: ")
    if raw[:2] != b"ED" or raw[2:10] != key_id(public):
        raise SignatureError("the signature was made by another key")
    try:
        public.verify(raw[10:], _hash(path))
        public.verify(_decode(lines[3:4], 64), raw[10:] + comment.encode())
    except InvalidSignature:
        raise SignatureError("the signature does not prove this file") from None
    return comment


def _hash(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, hashlib.blake2b).digest()


def _decode(lines: list[str], size: int) -> bytes:
    text = "".join(lines)
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raw = b""
    if len(raw) != size or base64.b64encode(raw).decode() != text:
        raise SignatureError("a signature or a key is cut or changed")
    return raw


def _shown(name: bytes) -> str:
    return name[::-1].hex().upper()
