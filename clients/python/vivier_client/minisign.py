"""Detached Ed25519 signatures in minisign's format."""

import base64
import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def verify_signature(path: Path, signature: str, public_key: str) -> str:
    """Prove a file by the contents of its `.minisig` and of a `.pub`; the trusted comment, or ValueError."""
    _name, body, comment, whole = signature.splitlines()
    raw, key = base64.b64decode(body, validate=True), base64.b64decode(public_key.splitlines()[1], validate=True)
    if raw[:2] != b"ED" or raw[2:10] != key[2:10]:
        raise ValueError("the signature was made by another key")
    public = Ed25519PublicKey.from_public_bytes(key[10:])
    said = comment.removeprefix("trusted comment: ")
    try:
        with path.open("rb") as file:
            public.verify(raw[10:], hashlib.file_digest(file, hashlib.blake2b).digest())
        public.verify(base64.b64decode(whole, validate=True), raw[10:] + said.encode())
    except InvalidSignature:
        raise ValueError("the signature does not prove this file") from None
    return said
