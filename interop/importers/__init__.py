"""Every format in. Files are read in a child process with limits, by `interop.sandbox`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interop.columns import BY_NAME, folded
from interop.importers import aiken, bank, cloze, gift, moodle, qti, table
from interop.importers.draft import Result


@dataclass(frozen=True, slots=True)
class Importer:
    """A format in: `sniff(head, name)` says whether a file looks like it, `read(path)` gives what it holds."""

    name: str
    sniff: Callable[[bytes, str], bool]
    read: Callable[[Path], Iterator[Result]]


def _is_csv(head: bytes, name: str) -> bool:
    first = head.decode("utf-8-sig", "replace").split("\n", 1)[0]
    return name.endswith((".csv", ".tsv")) or any(
        "statement" in {BY_NAME.get(folded(cell.strip('"'))) for cell in first.split(mark)} for mark in ",;\t"
    )


def _is_xlsx(head: bytes, name: str) -> bool:
    return head.startswith(b"PK") and (name.endswith(".xlsx") or b"xl/" in head or b"[Content_Types].xml" in head)


def _is_qti(head: bytes, name: str) -> bool:
    if head.startswith(b"PK"):
        return not _is_xlsx(head, name)
    return b"<qti-assessment-item" in head or b"<assessmentItem" in head or b":assessmentItem" in head


IMPORTERS: tuple[Importer, ...] = (
    Importer("bank", lambda head, name: head.startswith(b"PK") and b"items.ndjson" in head[:64], bank.read),
    Importer("moodle", lambda head, name: b"<quiz" in head or b"<question type=" in head, moodle.read),
    Importer("xlsx", _is_xlsx, table.read_xlsx),
    Importer("qti", _is_qti, qti.read),
    Importer("csv", _is_csv, table.read_csv),
    Importer("aiken", lambda head, name: b"\nANSWER:" in head and b"{" not in head, aiken.read),
    Importer("cloze", lambda head, name: bool(re.search(rb"\{\d*:[A-Z_]+", head)) and b"::" not in head, cloze.read),
    Importer("gift", lambda head, name: name.endswith((".gift", ".gift.txt")) or b"{" in head, gift.read),
)


def importer_for(path: Path, format_name: str | None = None) -> Importer | None:
    """The importer of this name, or else the first that recognises the file."""
    if format_name:
        return next((each for each in IMPORTERS if each.name == format_name), None)
    with path.open("rb") as file:
        head = file.read(65_536)
    return next((each for each in IMPORTERS if each.sniff(head, path.name.lower())), None)
