"""`vivier-client pull SITE BANK FOLDER --root FILE`, `vivier-client show FOLDER`."""

import argparse
import json
import os
import sys
from pathlib import Path

from vivier_client.client import Client, PullError


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when the newest release is held and proved, 1 when it is not."""
    parser = argparse.ArgumentParser(prog="vivier-client", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    pull = acts.add_parser("pull", help="get the newest release; the key is read from VIVIER_KEY")
    pull.add_argument("site")
    pull.add_argument("bank")
    pull.add_argument("folder", type=Path)
    pull.add_argument("--root", type=Path, required=True, help="the first trust: root.json")
    pull.add_argument("--minisign", type=Path, help="a public key file, to ask the detached signature as well")
    acts.add_parser("show", help="what is held").add_argument("folder", type=Path)
    asked = parser.parse_args(arguments)
    return _show(asked.folder) if asked.act == "show" else _pull(asked)


def _pull(asked: argparse.Namespace) -> int:
    client = Client(
        asked.site,
        asked.bank,
        asked.folder,
        root=asked.root.read_bytes(),
        key=os.environ.get("VIVIER_KEY"),
        minisign=asked.minisign.read_text() if asked.minisign else None,
    )
    try:
        release = client.pull()
    except PullError as error:
        sys.stderr.write(f"Refused, the last good release stays: {error}\n")
        return 1
    sys.stdout.write(f"{asked.bank} {release.number} is held and proved, {len(client.recalls())} recalls.\n")
    return 0


def _show(folder: Path) -> int:
    state = folder / "held.json"
    sys.stdout.write(f"{json.dumps(json.loads(state.read_text()), indent=1)}\n" if state.exists() else "Nothing.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
