"""Publishing what engines trust: the root by its ceremony, and each bank's signed list of releases and recalls."""

from collections.abc import Iterator

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from tuf.api.metadata import MetaFile, Root, Signed, Snapshot, TargetFile, Targets, Timestamp

from accounts.domain import record
from challengebank import trust
from challengebank.errors import BankError
from challengebank.keys import active_key, private_keys
from challengebank.models import Bank, TrustFile
from challengebank.queries.recalls import recalls_of, told
from challengebank.storage import Seal, seal

RECALLS = "recalls.json"


def current_root() -> Root | None:
    """The root in force; None when this installation has none, and publishes nothing signed by TUF."""
    last = _last(None, TrustFile.Role.ROOT)
    return trust.read(bytes(last.content)).signed if last else None


def draft_root(*, offline: list[Ed25519PublicKey]) -> bytes:
    """The next root for these offline keys and the active key, not signed yet. BankError without an active key."""
    online = active_key()
    if online is None:
        raise BankError(_("There is no signing key yet: make one first."))
    return trust.new_root(before=current_root(), offline=offline, online=online.public_key(), now=timezone.now())


@transaction.atomic
def install_root(*, content: bytes) -> TrustFile:
    """Put a signed root in force and sign every bank again under it.

    BankError unless it follows the root in force and the keys of both have signed it.
    """
    document, before = trust.read(content), current_root()
    if not isinstance(document.signed, Root) or document.signed.version != (before.version + 1 if before else 1):
        raise BankError(_("This root does not follow the one in force."))
    if not all(trust.proves(root, document) for root in (before, document.signed) if root):
        raise BankError(_("This root is not signed by the keys that it needs: its own, and those of the root before."))
    file = _add(None, TrustFile.Role.ROOT, document.signed, content)
    record(actor=None, act="install root", subject=f"root:{file.version}", sha256=file.sha256)
    refresh_trust()
    return file


@transaction.atomic
def refresh_trust() -> list[Bank]:
    """Sign again what changed or ages, for every bank; the banks for which something was signed."""
    return [bank for bank in Bank.objects.order_by("pk") if publish_trust(bank=bank)]


@transaction.atomic
def publish_trust(*, bank: Bank) -> bool:
    """Sign what a bank has released and what was recalled of it, when that changed or its signatures age.

    Nothing is signed without a root, or on a machine without a private key that the root names: `refresh_trust` does it
    on the one that has it. Whether something was signed.
    """
    root = current_root()
    key = _online_key(root) if root else None
    if root is None or key is None:
        return False
    Bank.objects.select_for_update().get(pk=bank.pk)
    before = TrustFile.objects.filter(bank=bank).count()
    targets = _renew(bank, root, key, Targets(targets=dict(_targets(bank))))
    snapshot = _renew(bank, root, key, Snapshot(meta={"targets.json": MetaFile(version=targets)}))
    _renew(bank, root, key, Timestamp(snapshot_meta=MetaFile(version=snapshot)))
    return TrustFile.objects.filter(bank=bank).count() > before


def _online_key(root: Root) -> Ed25519PrivateKey | None:
    """A private key of this machine that the root names; the active one first."""
    named = set(root.roles[Targets.type].keyids)
    active = active_key()
    keys = (key for key in (*([active] if active else ()), *private_keys()))
    return next((key for key in keys if trust.public(key.public_key()).keyid in named), None)


def _targets(bank: Bank) -> Iterator[tuple[str, TargetFile]]:
    """Every release file with what tells it from others, and the list of recalls."""
    columns = ("file", "sha256", "size", "number", "digest")
    for name, sha256, size, number, digest in bank.releases.order_by("number").values_list(*columns):
        path = name.rpartition("/")[2]
        yield path, _target(path, Seal(sha256, size), number=number, digest=digest)
    yield RECALLS, _target(RECALLS, _recalls(bank))


def _target(path: str, sealed: Seal, **custom: int | str) -> TargetFile:
    return TargetFile(sealed.size, {"sha256": sealed.sha256}, path, {"custom": custom} if custom else None)


def _recalls(bank: Bank) -> Seal:
    """The seal of the bank's list of recalls, a new version of which is kept when it changed."""
    body = {"format": "vivier.recalls/1", "bank": bank.slug, "recalls": [told(recall) for recall in recalls_of([bank])]}
    content = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    sealed, last = seal([content]), _last(bank, TrustFile.Role.RECALLS)
    if last is None or last.sha256 != sealed.sha256:
        TrustFile.objects.create(
            bank=bank,
            role=TrustFile.Role.RECALLS,
            version=last.version + 1 if last else 1,
            content=content,
            sha256=sealed.sha256,
        )
    return sealed


def _renew(bank: Bank, root: Root, key: Ed25519PrivateKey, document: Signed) -> int:
    """Keep the last version when it says the same, is proved and young; else sign the next. Its number."""
    last, now = _last(bank, document.type), timezone.now()
    if last:
        held = trust.read(bytes(last.content))
        document.version, document.expires = held.signed.version, held.signed.expires
        if held.signed == document and trust.proves(root, held) and trust.young(document, now):
            return last.version
        document.version += 1
    document.expires = now.replace(microsecond=0) + trust.LIFE[document.type]
    return _add(bank, document.type, document, trust.signed(document, key)).version


def _last(bank: Bank | None, role: str) -> TrustFile | None:
    return TrustFile.objects.filter(bank=bank, role=role).order_by("-version").first()


def _add(bank: Bank | None, role: str, document: Signed, content: bytes) -> TrustFile:
    return TrustFile.objects.create(
        bank=bank,
        role=role,
        version=document.version,
        content=content,
        sha256=seal([content]).sha256,
        expires_at=document.expires,
    )
