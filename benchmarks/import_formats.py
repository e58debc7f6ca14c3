"""How fast files are read into drafts, format by format: `python -m benchmarks.import_formats [N]` (10,000 by default).

Each file is one of our own exports. The floor parses Moodle XML with lxml and looks at every question. Memory is the
most that the whole process held, in megabytes. Speeds are in questions a second of processor time.
"""

import io
import resource
import sys
import tempfile
import time
from pathlib import Path

from lxml import etree

from interop.exporters import EXPORTERS, export
from interop.importers import importer_for
from tests.interop.releases import item, release


def floor(path):
    """Every question of a Moodle XML file, unread."""
    for _event, element in etree.iterparse(str(path), tag="question"):
        yield element.findtext("questiontext/text")
        element.clear()


def main(count):
    """Print the speed of each format, and the memory held."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = release(Path(folder) / "release.zip", (item(number) for number in range(count)))
        for exporter in EXPORTERS:
            if not exporter.importer:
                continue
            path = Path(folder) / f"{exporter.name}{exporter.extension}"
            out = io.BytesIO()
            export(exporter.name, bundle, out)
            path.write_bytes(out.getvalue())
            readers = [(exporter.name, importer_for(path, exporter.importer).read)]
            if exporter.name == "moodle":
                readers.insert(0, ("floor", floor))
            for name, read in readers:
                start = time.process_time()
                found = sum(1 for _row in read(path))
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
                print(f"{name:8} {found / (time.process_time() - start):>10,.0f} items/s {memory:>6} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
