"""The keys that sign releases: files of mode 600 under VIVIER_DATA_DIR/keys, never in the database."""

import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils.translation import gettext as _

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
    _write(folder() / f"{name}.pem", _pem(key))
    (folder() / f"{name}.pub").write_text(public_key_text(key.public_key()))
    _write(folder() / "active.new", name.encode())
    (folder() / "active.new").replace(folder() / "active")
    return name


def make_offline_key(path: Path) -> Ed25519PrivateKey:
    """A new key in a file of its own, outside the data folder: on a medium that leaves the machine."""
    if Path(settings.DATA_DIR).resolve() in path.resolve().parents:
        raise BankError(_("An offline key does not lie in the data folder: choose a removable medium."))
    key = Ed25519PrivateKey.generate()
    _write(path, _pem(key), os.O_EXCL)
    return key


def read_key(path: Path) -> Ed25519PrivateKey:
    """The private key in a file; BankError when there is none."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise BankError(_("%(path)s holds no key: %(reason)s") % {"path": path, "reason": error}) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BankError(_("%(path)s holds no Ed25519 key.") % {"path": path})
    return key


def active_key() -> Ed25519PrivateKey | None:
    """The key that signs now; None when there is none."""
    pointer = folder() / "active"
    return read_key(folder() / f"{pointer.read_text()}.pem") if pointer.exists() else None


def private_keys() -> Iterator[Ed25519PrivateKey]:
    """Every private key that is still here, older ones of a rotation as well."""
    return (read_key(path) for path in sorted(folder().glob("*.pem")))


def public_keys() -> dict[str, str]:
    """The public key files that prove releases, by identifier."""
    return {path.stem: path.read_text() for path in sorted(folder().glob("*.pub"))}


def revoke_key(name: str) -> None:
    """Destroy a private key and no longer publish its public key. BankError when it is unknown."""
    if not (folder() / f"{name}.pub").exists():
        raise BankError(_("There is no key %(name)s.") % {"name": name})
    if (folder() / "active").exists() and (folder() / "active").read_text() == name:
        (folder() / "active").unlink()
    (folder() / f"{name}.pem").unlink(missing_ok=True)
    (folder() / f"{name}.pub").rename(folder() / f"{name}.revoked")


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, content: bytes, how: int = os.O_TRUNC) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
