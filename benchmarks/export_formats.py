"""How fast a release goes out, format by format: `python -m benchmarks.export_formats [N]` (10,000 by default).

The floor does the same work without our model: it reads each document with orjson and writes its Moodle XML by hand.
"""

import io
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

import orjson

from interop.exporters import EXPORTERS
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


def main(count):
    """Print the speed of each format beside the floor."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = release(Path(folder) / "release.zip", (item(number) for number in range(count)))
        for name, export in [("floor", floor), *((each.name, each.export) for each in EXPORTERS)]:
            start = time.perf_counter()
            export(bundle, io.BytesIO())
            print(f"{name:8} {count / (time.perf_counter() - start):>10,.0f} items/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
