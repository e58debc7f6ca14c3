"""Kill releases with SIGKILL at random moments, then prove that nothing half-made can be seen.

`python benchmarks/release_kills.py KILLS [s3]`: throw-away database (by DATABASE_URL, SQLite by default) and
storage, on the local disk or on an S3 server of its own (SeaweedFS). Prints one JSON line and exits 1 when a release is
torn, a file dangles after the next run, a number comes twice or the audit chain breaks.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from release_scale import ROOT, fill, prepare


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
        try:
            _release_for_ever()
        finally:
            os._exit(1)  # what the parent holds open stays open
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _torn() -> list[str]:
    """What is wrong among the releases that can be seen now."""
    from botocore.exceptions import ClientError

    from challengebank.domain import check_release
    from challengebank.errors import BankError
    from challengebank.models import Release

    wrong = []
    for release in Release.objects.order_by("number"):
        try:
            check_release(release)
        except (BankError, OSError, ClientError) as error:
            wrong.append(f"{release}: {error}")
    numbers = list(Release.objects.order_by("number").values_list("number", flat=True))
    return wrong if numbers == list(range(1, len(numbers) + 1)) else [*wrong, f"numbers {numbers}"]


def _left_behind(folder: Path) -> set[str]:
    """Files that no release names: on the storage, or in local workspaces of killed runs."""
    from challengebank.models import Bank, Release

    slug, storage = Bank.objects.get().slug, Release._meta.get_field("file").storage
    found = {f"{slug}/{name}" for name in storage.listdir(slug)[1]}
    workspaces = [*folder.rglob(".partial/**/*")]
    return found - set(Release.objects.values_list("file", flat=True)) | {str(path) for path in workspaces}


def _storage(where: str, folder: str, stack: ExitStack) -> None:
    """Set the environment so that settings choose the storage."""
    tempfile.tempdir = folder
    if where == "s3":
        sys.path.insert(0, str(ROOT))
        from tests.challengebank.s3 import running_server

        (Path(folder) / "s3").mkdir()
        options = stack.enter_context(running_server(Path(folder) / "s3"))
        names = {"bucket_name": "S3_BUCKET", "endpoint_url": "S3_ENDPOINT", "access_key": "S3_ACCESS_KEY"}
        os.environ.update({name: options[option] for option, name in (names | {"secret_key": "S3_SECRET_KEY"}).items()})


def main(kills: int, where: str) -> int:
    """Kill, look, release once more, look again."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        _storage(where, folder, stack)
        prepare(folder, migrate=False)
        from accounts.domain import verify_audit
        from challengebank.apps import protect_facts
        from challengebank.domain import freeze_release
        from challengebank.models import Release
        from tests.challengebank import factories

        protect_facts(using="default", plan=["the tables"])
        fill(range(1, 51), "Challenge")
        bank = factories.bank()
        start = time.perf_counter()
        freeze_release(actor=factories.operator(), bank=bank)
        alive = time.perf_counter() - start
        for _kill in range(kills):
            _kill_one(random.uniform(0.0, 3 * alive))
        wrong = _torn()
        freeze_release(actor=factories.operator(), bank=bank, force=True)
        count = Release.objects.count()
        wrong += _torn() + [f"left behind: {name}" for name in _left_behind(Path(folder))]
        wrong += [str(verify_audit())] * bool(verify_audit())
        print(json.dumps({"kills": kills, "on": where, "releases": count, "wrong": wrong}))
        return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, sys.argv[2] if len(sys.argv) > 2 else "disk"))
