"""How fast a release goes out: `python -m benchmarks.export_formats [N] [FORMAT…]` (10,000, every format).

Speeds are in challenges a second of processor time, alone and with the reading back that every export goes through; the
ratio is to the floor, which does the same work without our model: it reads each document with orjson and writes its
Moodle XML by hand. Memory is the most held so far by this process; another one writes the release.
"""

import io
import resource
import sys
import tempfile
import time
from multiprocessing import Process
from pathlib import Path
from xml.sax.saxutils import escape

import orjson

from interop.bundle import Bundle
from interop.collector import collector_paused
from interop.exporters import EXPORTERS
from interop.readback import export_checked
from tests.interop.releases import item, release


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
    """The processor time of an act."""
    start = time.process_time()
    with collector_paused():
        act()
    return time.process_time() - start


def write(path, count):
    """A release of so many challenges, each with words of its own."""
    release(path, (item(number, statement=f"Question {number}.\n\n*Relis* & choisis.") for number in range(count)))


def main(count, formats):
    """Print the speed of each format beside the floor."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "release.zip"
        writer = Process(target=write, args=(path, count))
        writer.start()
        writer.join()
        bundle = Bundle(path)
        fastest = min(timed(lambda: floor(bundle, io.BytesIO())) for _turn in range(3))
        print(f"floor    {count / fastest:>10,.0f}/s")
        for exporter in EXPORTERS:
            if formats and exporter.name not in formats:
                continue
            path = Path(folder) / f"out{exporter.extension}"
            with path.open("wb") as out:
                alone = timed(lambda exporter=exporter, out=out: exporter.export(bundle, out, frozenset()))
            checked = timed(lambda exporter=exporter, path=path: export_checked(exporter.name, bundle, path))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
            print(
                f"{exporter.name:8} {count / alone:>10,.0f}/s, {alone / fastest:4.1f} floors; "
                f"read back {count / checked:>8,.0f}/s {memory:>6} MB",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.argv[2:])
