"""How fast a release is made, verified and followed by a delta, and in how much memory.

`python benchmarks/release_scale.py N`: N accepted challenges of about 1.5 kB in a throw-away database (by
DATABASE_URL, SQLite by default), with storage in a throw-away folder. Prints one JSON line: seconds, items a
second, peak memory in MB, sizes.
"""

import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def prepare(folder: str) -> None:
    """Django on a throw-away database, with storage in `folder`."""
    sys.path.insert(0, str(ROOT))
    os.environ["VIVIER_DATA_DIR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True)


def _timed(what: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = what()
    return time.perf_counter() - start, result


def fill(numbers: range, title: str) -> None:
    """Accepted challenges, two thousand at a time, over all the competences."""
    from items.document import CRCN
    from tests.challengebank import factories

    competences = sorted(CRCN)
    for start in range(numbers.start, numbers.stop, 2000):
        part = range(start, min(start + 2000, numbers.stop))
        factories.accepted(
            *(
                factories.item(
                    number,
                    title=f"{title} {number}",
                    competence=competences[number % len(competences)],
                    level=number % 8 + 1,
                    hint="A hint that helps without telling. " * 20,
                )
                for number in part
            )
        )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(count: int) -> None:
    """Measure with `count` challenges."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from challengebank.api.banks import delta_lines
        from challengebank.domain import freeze_release, verify_release
        from interop.delta import apply_delta, difference
        from tests.challengebank import factories

        fill(range(1, count + 1), "Challenge")
        bank, operator, before = factories.bank(), factories.operator(), _peak()
        made, first = _timed(lambda: freeze_release(actor=operator, bank=bank))
        peak = _peak()
        path = Path(first.file.path)
        verified, _manifest = _timed(lambda: verify_release(path))
        fill(range(1, max(2, count // 100 + 1)), "Changed")
        again, second = _timed(lambda: freeze_release(actor=operator, bank=bank))

        def delta() -> bytes:
            return b"".join(delta_lines(difference(bytes(first.manifest), bytes(second.manifest))))

        told, lines = _timed(delta)
        target = Path(folder) / "next.zip"
        applied, _next = _timed(lambda: apply_delta(path, io.BytesIO(lines), lambda _digest: (), target))
        print(
            json.dumps(
                {
                    "items": count,
                    "release_s": round(made, 2),
                    "release_items_s": round(count / made),
                    "peak_mb_before": before,
                    "peak_mb": peak,
                    "verify_s": round(verified, 2),
                    "one_percent_release_s": round(again, 2),
                    "delta_s": round(told, 2),
                    "delta_share": round(len(lines) / path.stat().st_size, 4),
                    "apply_s": round(applied, 2),
                    "same_bytes": target.read_bytes() == Path(second.file.path).read_bytes(),
                    "file_mb": round(path.stat().st_size / 1e6, 1),
                }
            )
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
