"""Our own format: the release file as it is, nothing lost."""

import shutil
from typing import IO

from interop.bundle import Bundle
from interop.exporters.exporter import Accept, Exporter
from interop.exporters.features import features
from interop.report import Report
from items.document import Item


def export(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Copy the release file byte for byte."""
    report = Report("bank")
    for document in bundle.items():
        item = document.read(Item)
        report.add(features(item), ())
    with bundle.path.open("rb") as file:
        shutil.copyfileobj(file, stream)
    return report


EXPORTER = Exporter("bank", ".zip", "application/zip", export, importer="bank")
