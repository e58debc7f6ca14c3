"""How fast files become drafts: `python -m benchmarks.import_drafts [N] [FORMAT…]`, on the database of DATABASE_URL.

Each file is our own export of N challenges. It is brought in, by the verb behind the page and the command (child
process, validation, sanitising and near-duplicate look-up included), then once more as it is. Speeds are in challenges
a second, by the clock, on a quiet machine, and by the processor time of this process and its child, which tells more on
a loaded one; the floor makes drafts from items that are read already. Each import runs in a process of its own, as the
command does, and memory is the most that it and its child held. Works in a new database, in a `VIVIER_DATA_DIR` of its
own.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("VIVIER_DATA_DIR", tempfile.mkdtemp(prefix="vivier-import-"))

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from accounts.domain import create_person
from accounts.models import User
from accounts.roles import TEACHER
from authoring.domain import create_challenges
from authoring.domain.imports import import_items
from benchmarks.desk_scale import drafts
from challengebank.domain import index_fingerprints
from frameworks.domain import load_frameworks
from interop.exporters import export
from interop.exporters.exporter import DEGRADATIONS
from tests.interop.releases import release

BANK = 1_000
FLOOR = 10_000
EXTENSIONS = {"moodle": ".xml", "qti3": ".zip", "gift": ".gift"}


def measured(name: str, count: int, act: Callable[[], object]) -> object:
    """Print how many a second, by the clock and of processor time, and the memory held so far by each process."""
    clock, before = time.perf_counter(), spent()
    result = act()
    speed, of_processors = count / (time.perf_counter() - clock), count / (spent() - before)
    held = [getrusage(who).ru_maxrss * 1024 // 1_000_000 for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    speeds = f"{speed:9,.0f}/s ({of_processors:7,.0f} cpu)"
    print(f"{connection.vendor:10} {name:16} {count:7,} {speeds}   {held[0]:5} MB, child {held[1]:5} MB", flush=True)
    return result


def spent() -> float:
    """Processor time of this process and of the children that ended."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def prepare() -> None:
    """The tables, the frameworks, and a bank that new items may resemble."""
    call_command("migrate", verbosity=0)
    load_frameworks()
    index_fingerprints(items=list(drafts(range(BANK))))


def floor(count: int) -> None:
    """Drafts of items that no file has to be read for."""
    maker = create_person(email="floor@ecole.example", first_name="T", last_name="F", roles=(TEACHER,))
    made = list(drafts(range(BANK, BANK + count)))
    measured("floor", count, lambda: create_challenges(actor=maker, drafts=made))


def write(name: str, path: Path, first: int, count: int) -> None:
    """The file to bring in, and the teacher who does."""
    bundle = release(path.with_suffix(".release"), drafts(range(first, first + count)))
    with path.open("wb") as out:
        export(name, bundle, out, frozenset(DEGRADATIONS))
    create_person(email=f"{name}@ecole.example", first_name="T", last_name=name, roles=(TEACHER,))


def bring_in(name: str, path: Path, count: int, said: str) -> None:
    """One import, measured."""
    author = User.objects.get(email=f"{name}@ecole.example")
    report = measured(said, count, lambda: import_items(actor=author, path=path))
    print(f"{'':10} {len(report.created)} created, {len(report.changed)} changed, {report.same} the same", flush=True)


def alone(act: Callable[..., None], *arguments: object) -> None:
    """Do it in a new process, which remembers nothing and holds nothing yet."""
    process = get_context("spawn").Process(target=act, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


def main(count: int, formats: list[str]) -> None:
    """Import each format as another teacher, twice."""
    alone(prepare)
    alone(floor, min(count, FLOOR))
    with tempfile.TemporaryDirectory() as folder:
        for turn, name in enumerate(formats):
            path = Path(folder) / f"questions{EXTENSIONS[name]}"
            alone(write, name, path, BANK + FLOOR + count * turn, count)
            for said in (name, f"{name} again"):
                alone(bring_in, name, path, count, said)


if __name__ == "__main__":
    wanted = sys.argv[2:] or ["moodle", "qti3"]
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, wanted)
