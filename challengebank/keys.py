"""The keys that sign releases: files of mode 600 under VIVIER_DATA_DIR/keys, never in the database."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from challengebank.errors import BankError
from interop.minisign import key_id, public_key_text


def folder() -> Path:
    """Where keys lie; made when absent, open to its owner only."""
    path = Path(settings.DATA_DIR) / "keys"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def make_key() -> str:
    """Make a key and sign with it from now on; older public keys stay. Its identifier."""
    key = Ed25519PrivateKey.generate()
    name = key_id(key.public_key()).hex()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write(folder() / f"{name}.pem", pem)
    (folder() / f"{name}.pub").write_text(public_key_text(key.public_key()))
    _write(folder() / "active.new", name.encode())
    (folder() / "active.new").replace(folder() / "active")
    return name


def active_key() -> Ed25519PrivateKey | None:
    """The key that signs now; None when there is none."""
    pointer = folder() / "active"
    if not pointer.exists():
        return None
    key = load_pem_private_key((folder() / f"{pointer.read_text()}.pem").read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise BankError(f"the signing key {pointer.read_text()} is not an Ed25519 key")
    return key


def public_keys() -> dict[str, str]:
    """The public key files that prove releases, by identifier."""
    return {path.stem: path.read_text() for path in sorted(folder().glob("*.pub"))}


def revoke_key(name: str) -> None:
    """Destroy a private key and no longer publish its public key. BankError when it is unknown."""
    if not (folder() / f"{name}.pub").exists():
        raise BankError(f"there is no key {name!r}")
    if (folder() / "active").exists() and (folder() / "active").read_text() == name:
        (folder() / "active").unlink()
    (folder() / f"{name}.pem").unlink(missing_ok=True)
    (folder() / f"{name}.pub").rename(folder() / f"{name}.revoked")


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
