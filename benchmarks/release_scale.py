"""How fast releases are made, proved and followed by deltas, and in how much memory.

`nice -n 10 python benchmarks/release_scale.py 1000 10000 100000 [--keep FOLDER]`: accepted challenges of about 1.5 kB
in a throw-away database (by DATABASE_URL, SQLite by default), with storage in a throw-away folder; with `--keep`, both
stay for another run, which fills only what is missing. One JSON line a size, then how times grow. Seconds are those of
the CPU, user and system, of the process that does the work, and where `served` says so of PostgreSQL's that serves it
(those that it starts to help are not counted); memory is its peak, on SQLite with the database itself,
which is mapped. `floor` is the least that any release must do: read the documents by their keys, take their SHA-256,
write them to a file.
"""

import argparse
import hashlib
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def prepare(folder: str, keep: bool = False, migrate: bool = True) -> None:
    """Django on a throw-away database, with storage in `folder`; its tables are made by migrations or of the models."""
    _django(folder)
    from django.db import connection

    connection.settings_dict["TEST"]["MIGRATE"] = migrate
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)


def _django(folder: str) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["VIVIER_DATA_DIR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


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


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _alone(work: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
    """Do something in a process of its own: what it says, its CPU seconds, its wall seconds and its peak in MB."""
    from django.db import connection

    database = connection.settings_dict["NAME"]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, work, os.environ["VIVIER_DATA_DIR"], str(database), *arguments).result()


def _measured(work: Callable[..., Any], folder: str, database: str, *arguments: Any) -> dict[str, Any]:
    _django(folder)
    from django.db import connection

    from benchmarks.serving import serving

    connection.settings_dict["NAME"] = database
    served, wall, cpu = serving(), time.perf_counter(), time.process_time()
    said = work(*arguments)
    return {
        "said": said,
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "served": serving() - served,
        "peak": _peak(),
    }


def _peak() -> int:
    """This process's own peak: `ru_maxrss` would remember the one that started it."""
    return next(int(line.split()[1]) // 1024 for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))


def _freeze(slug: str) -> str:
    from challengebank.domain import freeze_release
    from challengebank.models import Bank
    from tests.challengebank import factories

    return freeze_release(actor=factories.operator(), bank=Bank.objects.get(slug=slug)).file.path


def _verify(path: str) -> int:
    from challengebank.domain import verify_release

    return verify_release(Path(path)).items


def _floor(slug: str) -> None:
    from challengebank.models import Bank, Version

    keys = Bank.objects.get(slug=slug).releases.first().version_keys()
    with tempfile.TemporaryFile() as file:
        for start in range(0, len(keys), 1000):
            found = Version.objects.filter(pk__in=keys[start : start + 1000]).values_list("document", flat=True)
            for document in map(bytes, found):
                hashlib.sha256(document).digest()
                file.write(document)


def _delta(slug: str) -> bytes:
    from challengebank.api.banks import delta_lines
    from challengebank.models import Bank
    from interop.delta import difference

    new, old = Bank.objects.get(slug=slug).releases.order_by("-number")
    return b"".join(delta_lines(difference(old.whole_manifest(), new.whole_manifest())))


def _apply(held: str, delta: bytes, wanted: str) -> bool:
    from interop.delta import apply_delta

    target = Path(held).with_name("applied.zip")
    apply_delta(Path(held), io.BytesIO(delta), lambda _digest: (), target)
    same = target.read_bytes() == Path(wanted).read_bytes()
    target.unlink()
    return same


def measure(count: int) -> dict[str, Any]:
    """A bank of `count` challenges: its first release, and the one after a change of one in a hundred."""
    from challengebank.models import Bank, Identity
    from tests.challengebank import factories

    fill(range(Identity.objects.count() + 1, count + 1), "Challenge")
    _analyze()
    slug = factories.bank(f"size-{count}-{Bank.objects.count()}").slug
    full = _alone(_freeze, slug)
    verified, floor = _alone(_verify, full["said"]), _alone(_floor, slug)
    fill(range(1, max(2, count // 100 + 1)), f"Changed {time.time()}")
    again = _alone(_freeze, slug)
    delta = _alone(_delta, slug)
    applied = _alone(_apply, full["said"], delta["said"], again["said"])
    size = Path(full["said"]).stat().st_size
    return {
        "items": count,
        "release_cpu_s": round(full["cpu"], 2),
        "release_served_s": round(full["served"], 2),
        "release_wall_s": round(full["wall"], 2),
        "items_a_cpu_s": round(count / full["cpu"]),
        "of_floor": round(full["cpu"] / floor["cpu"], 1),
        "peak_mb": full["peak"],
        "verify_cpu_s": round(verified["cpu"], 2),
        "verify_peak_mb": verified["peak"],
        "one_percent_share": round(again["cpu"] / full["cpu"], 2),
        "one_percent_cpu_s": round(again["cpu"], 2),
        "one_percent_served_s": round(again["served"], 2),
        "one_percent_served_share": round((again["cpu"] + again["served"]) / (full["cpu"] + full["served"]), 2),
        "one_percent_wall_s": round(again["wall"], 2),
        "one_percent_peak_mb": again["peak"],
        "delta_cpu_s": round(delta["cpu"], 2),
        "delta_wall_s": round(delta["wall"], 2),
        "delta_share": round(len(delta["said"]) / size, 4),
        "apply_cpu_s": round(applied["cpu"], 2),
        "same_bytes": applied["said"],
        "file_mb": round(size / 1e6, 1),
    }


@contextmanager
def folder_of(kept: Path | None) -> Iterator[str]:
    """The folder to keep, or one that goes away."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield str(kept.resolve())
        return
    with tempfile.TemporaryDirectory() as folder:
        yield folder


def main() -> None:
    """Measure each size, smallest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    with folder_of(options.keep) as folder:
        prepare(folder, keep=bool(options.keep))
        seconds: dict[int, float] = {}
        for count in sorted(options.sizes):
            found = measure(count)
            print(json.dumps(found), flush=True)
            for smaller, took in seconds.items():
                print(json.dumps({f"t({count})/t({smaller})": round(found["release_cpu_s"] / took, 1)}), flush=True)
            seconds[count] = found["release_cpu_s"]


if __name__ == "__main__":
    main()
