"""How fast a release goes out: `python -m benchmarks.export_formats [N] [FORMAT…]` (10,000, every format).

Speeds are in challenges a second, alone and with the reading back that every export goes through: by the clock, on a
quiet machine, and by the processor time of all processes, which tells more on a loaded one. The ratio is to the floor,
which does the same work without our model: it reads each document with orjson and writes its Moodle XML by hand.
`VIVIER_PROCESSES=1` keeps all in one process. Memory is the most held so far by the process that exports, and by the
largest of those that share its work.
"""

import io
import os
import resource
import sys
import tempfile
import time
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from xml.sax.saxutils import escape

import orjson

from interop.bundle import Bundle
from interop.collector import collector_paused
from interop.exporters import EXPORTERS
from interop.readback import export_checked
from tests.interop.releases import item, release

RELEASE = "release.zip"


def floor(bundle, out, accept=frozenset()):
    """Moodle XML from plain dictionaries."""
    for document in bundle.items():
        values = orjson.loads(document.content)
        answers = "".join(
            f"<answer><text>{escape(option['text'])}</text><feedback><text>{escape(option['feedback'])}</text>"
            "</feedback></answer>"
            for option in values["content"]["options"]
        )
        title, statement = escape(values["title"]), escape(values["statement"])
        text = f"<name><text>{title}</text></name><questiontext><text>{statement}</text></questiontext>{answers}"
        out.write(f"<question>{text}</question>\n".encode())


def timed(act):
    """The seconds of an act by the clock, and of the processors in this process and in those that it starts."""
    clock, before = time.perf_counter(), os.times()
    with collector_paused():
        act()
    return time.perf_counter() - clock, sum(os.times()[:4]) - sum(before[:4])


def held(who):
    """The most memory that a process held, in megabytes."""
    return resource.getrusage(who).ru_maxrss // 1000


def write(path, count):
    """A release of so many challenges, each with words of its own."""
    release(path, (item(number, statement=f"Question {number}.\n\n*Relis* & choisis.") for number in range(count)))


def measure(folder, count, formats):
    """Print the speed of each format beside the floor."""
    bundle = Bundle(folder / RELEASE)
    turns = [timed(lambda: floor(bundle, io.BytesIO())) for _turn in range(3)]
    fastest, floor_cpu = min(clock for clock, _cpu in turns), min(cpu for _clock, cpu in turns)
    print(f"{os.cpu_count()} processors; floor {count / fastest:,.0f}/s ({count / floor_cpu:,.0f} cpu)")
    for exporter in EXPORTERS:
        if formats and exporter.name not in formats:
            continue
        path = folder / f"out{exporter.extension}"
        with path.open("wb") as out:
            alone, cpu = timed(lambda exporter=exporter, out=out: exporter.export(bundle, out, frozenset()))
        back, back_cpu = timed(lambda exporter=exporter, path=path: export_checked(exporter.name, bundle, path))
        memory = [held(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(
            f"{exporter.name:8} {count / alone:>8,.0f}/s ({count / cpu:>7,.0f} cpu, {cpu / floor_cpu:.1f} floors); "
            f"read back {count / back:>7,.0f}/s ({count / back_cpu:>7,.0f} cpu); {memory[0]}, {memory[1]} MB",
            flush=True,
        )


def main(count, formats):
    """Write the release in one process, and measure in another, which never held it."""
    with tempfile.TemporaryDirectory() as folder:
        for act in (partial(write, Path(folder) / RELEASE, count), partial(measure, Path(folder), count, formats)):
            process = get_context("spawn").Process(target=act)
            process.start()
            process.join()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.argv[2:])
