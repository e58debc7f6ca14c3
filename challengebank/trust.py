"""TUF documents: which keys may sign what, which files are released, and which list of them is the last.

The Update Framework 1.0, by python-tuf. A root is signed by offline keys and names the online key; that one signs
`targets` (every release file, and the list of recalls), `snapshot` and `timestamp`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils.translation import gettext as _
from securesystemslib.exceptions import StorageError
from securesystemslib.signer import CryptoSigner, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Signed, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from challengebank.errors import BankError

ONLINE = (Targets.type, Snapshot.type, Timestamp.type)
LIFE = {
    Root.type: timedelta(days=365),
    Targets.type: timedelta(days=90),
    Snapshot.type: timedelta(days=90),
    Timestamp.type: timedelta(days=3),
}
SERIALIZER = JSONSerializer(compact=True)


def public(key: Ed25519PublicKey) -> SSlibKey:
    """A public key as TUF writes it."""
    return SSlibKey.from_crypto(key)


def new_root(
    *, before: Root | None, offline: Iterable[Ed25519PublicKey], online: Ed25519PublicKey, now: datetime
) -> bytes:
    """The next root, not signed yet: these offline keys sign roots, each alone suffices; this one signs the rest."""
    root = Root(version=before.version + 1 if before else 1, expires=now + LIFE[Root.type], consistent_snapshot=True)
    for key in offline:
        root.add_key(public(key), Root.type)
    for role in ONLINE:
        root.add_key(public(online), role)
    return Metadata(root).to_bytes(SERIALIZER)


def sign(content: bytes, *keys: Ed25519PrivateKey) -> bytes:
    """A document with the signatures of these keys added."""
    document = read(content)
    for key in keys:
        document.sign(CryptoSigner(key), append=True)
    return document.to_bytes(SERIALIZER)


def signed(document: Signed, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a document under one signature."""
    return sign(Metadata(document).to_bytes(SERIALIZER), key)


def read(content: bytes) -> Metadata:
    """A document from its bytes; BankError when it is none."""
    try:
        return Metadata.from_bytes(content)
    except (DeserializationError, StorageError) as error:
        raise BankError(_("This is not a TUF document: %(error)s") % {"error": error}) from None


def proves(root: Root, document: Metadata) -> bool:
    """Whether the keys that this root names signed the document."""
    try:
        root.verify_delegate(document.signed.type, document.signed_bytes, document.signatures)
    except (RepositoryError, ValueError):
        return False
    return True


def young(document: Signed, now: datetime) -> bool:
    """Whether more than half of the document's life is left."""
    return document.expires - now > LIFE[document.type] / 2
