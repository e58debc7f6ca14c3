"""Every format out, in the order shown to operators. A new format is one module here and an entry in this tuple."""

from pathlib import Path
from typing import IO

from interop.bundle import Bundle
from interop.collector import collector_paused
from interop.exporters import bank, gift, moodle, pix, table
from interop.exporters.exporter import Accept, Exporter
from interop.exporters.qti import package
from interop.report import Report

EXPORTERS: tuple[Exporter, ...] = (
    bank.EXPORTER,
    moodle.EXPORTER,
    gift.EXPORTER,
    *package.EXPORTERS,
    pix.EXPORTER,
    table.CSV,
    table.XLSX,
)


def export(format_name: str, release: Path | Bundle, out: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write a release in one format; ValueError names the formats there are when it is not one of them."""
    bundle = release if isinstance(release, Bundle) else Bundle(release)
    with collector_paused():
        return exporter_of(format_name).export(bundle, out, accept)


def exporter_of(format_name: str) -> Exporter:
    """The exporter of this name; ValueError names the formats there are when there is none."""
    by_name = {exporter.name: exporter for exporter in EXPORTERS}
    if format_name not in by_name:
        raise ValueError(f"unknown format {format_name!r}: one of {', '.join(by_name)}")
    return by_name[format_name]
