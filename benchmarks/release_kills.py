"""Kill releases with SIGKILL at random moments, then prove that nothing half-made can be seen.

`python benchmarks/release_kills.py KILLS`: throw-away database (by DATABASE_URL, SQLite by default) and
storage. Prints one JSON line and exits 1 when a release is torn, a file dangles after the next run, a number
comes twice or the audit chain breaks.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from release_scale import fill, prepare


def _release_for_ever() -> None:
    from challengebank.domain import freeze_release
    from challengebank.models import Bank
    from tests.challengebank import factories

    actor, bank = factories.operator(), Bank.objects.get()
    while True:
        freeze_release(actor=actor, bank=bank, force=True)


def _kill_one(delay: float) -> None:
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        _release_for_ever()
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _torn() -> list[str]:
    """What is wrong among the releases that can be seen now."""
    from challengebank.domain import verify_release
    from challengebank.errors import BankError
    from challengebank.models import Release

    wrong = []
    for release in Release.objects.order_by("number"):
        try:
            if verify_release(Path(release.file.path)).digest() != release.digest:
                wrong.append(f"{release} is another release")
        except BankError as error:
            wrong.append(f"{release}: {error}")
    numbers = list(Release.objects.order_by("number").values_list("number", flat=True))
    return wrong if numbers == list(range(1, len(numbers) + 1)) else [*wrong, f"numbers {numbers}"]


def main(kills: int) -> int:
    """Kill, look, release once more, look again."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from accounts.domain import verify_audit
        from challengebank.domain import freeze_release
        from challengebank.models import Release
        from tests.challengebank import factories

        fill(range(1, 201), "Challenge")
        bank = factories.bank()
        for _kill in range(kills):
            _kill_one(random.uniform(0.0, 0.3))
        wrong = _torn()
        freeze_release(actor=factories.operator(), bank=bank, force=True)
        kept = {Path(release.file.path) for release in Release.objects.all()}
        found = {path for path in (Path(folder) / "releases").rglob("*") if path.is_file()}
        wrong += (
            _torn() + [f"left behind: {path}" for path in found - kept] + ([str(verify_audit())] * bool(verify_audit()))
        )
        print(json.dumps({"kills": kills, "releases": len(kept), "wrong": wrong}))
        return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
