"""`manage.py signing_keys make | list | revoke ID | root PATH | draft-root … | sign-root … | install-root …`.

The keys that sign releases, and the root that engines trust. `root` does the whole ceremony where the offline key can
be read; the three others take it apart, so that the offline key stays on a machine without network or database.
"""

from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.domain.trust import draft_root, install_root
from challengebank.errors import BankError
from challengebank.keys import make_key, make_offline_key, public_keys, read_key, revoke_key
from challengebank.trust import sign
from interop.minisign import SignatureError, public_key_text, read_public_key


class Command(BaseCommand):
    help = "Make (or rotate), list or revoke the keys that sign releases; put a root in force."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("make", help="make a key and sign with it from now on; then put a new root in force")
        acts.add_parser("list", help="show the public keys, as minisign reads them")
        acts.add_parser("revoke", help="destroy a private key").add_argument("id")
        root = acts.add_parser("root", help="put in force a root that this offline key signs; it is made when absent")
        root.add_argument("path", type=Path)
        root.add_argument("--before", type=Path, metavar="PATH", help="the offline key of the root before")
        draft = acts.add_parser("draft-root", help="write the next root, to be signed elsewhere")
        draft.add_argument("path", type=Path)
        draft.add_argument("--key", action="append", required=True, type=Path, help="the public file of an offline key")
        signing = acts.add_parser("sign-root", help="add a signature to a drafted root; needs no database")
        signing.add_argument("path", type=Path)
        signing.add_argument("--key", required=True, type=Path, help="an offline key; it is made when absent")
        acts.add_parser("install-root", help="put a signed root in force").add_argument("path", type=Path)

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        try:
            self.stdout.write(getattr(self, f"_{act.replace('-', '_')}")(**options))
        except (BankError, SignatureError, OSError) as error:
            raise CommandError(str(error)) from None

    def _make(self, **_options: Any) -> str:
        return f"Releases are signed by {make_key()} from now on. Now put a new root in force."

    def _list(self, **_options: Any) -> str:
        return "\n".join(f"{name}\n{text}" for name, text in public_keys().items())

    def _revoke(self, *, id: str, **_options: Any) -> str:
        revoke_key(id)
        return f"{id} is revoked: its private key is destroyed. Now put a new root in force."

    def _root(self, *, path: Path, before: Path | None, **_options: Any) -> str:
        key = self._offline(path)
        content = draft_root(offline=[key.public_key()])
        keys = (key, read_key(before)) if before else (key,)
        return self._in_force(sign(content, *keys))

    def _draft_root(self, *, path: Path, key: list[Path], **_options: Any) -> str:
        path.write_bytes(draft_root(offline=[read_public_key(public.read_text()) for public in key]))
        return f"{path} is to be signed by the offline keys."

    def _sign_root(self, *, path: Path, key: Path, **_options: Any) -> str:
        path.write_bytes(sign(path.read_bytes(), self._offline(key)))
        return f"{path} is signed by {key}."

    def _install_root(self, *, path: Path, **_options: Any) -> str:
        return self._in_force(path.read_bytes())

    def _offline(self, path: Path) -> Ed25519PrivateKey:
        if path.exists():
            return read_key(path)
        key = make_offline_key(path)
        path.with_suffix(".pub").write_text(public_key_text(key.public_key()))
        return key

    def _in_force(self, content: bytes) -> str:
        file = install_root(content=content)
        return f"Root {file.version} is in force until {file.expires_at:%Y-%m-%d}; every bank is signed under it."
