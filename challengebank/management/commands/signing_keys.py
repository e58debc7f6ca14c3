"""`manage.py signing_keys make | list | revoke ID`: the keys that sign releases."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challengebank.errors import BankError
from challengebank.keys import make_key, public_keys, revoke_key


class Command(BaseCommand):
    help = "Make (or rotate), list or revoke the keys that sign releases. Private keys stay in VIVIER_DATA_DIR/keys."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("make", help="make a key and sign with it from now on")
        acts.add_parser("list", help="show the public keys, as minisign reads them")
        acts.add_parser("revoke", help="destroy a private key").add_argument("id")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        if act == "make":
            self.stdout.write(f"Releases are signed by {make_key()} from now on.")
        elif act == "revoke":
            try:
                revoke_key(options["id"])
            except BankError as error:
                raise CommandError(str(error)) from None
            self.stdout.write(f"{options['id']} is revoked: its private key is destroyed.")
        else:
            for name, text in public_keys().items():
                self.stdout.write(f"{name}\n{text}")
