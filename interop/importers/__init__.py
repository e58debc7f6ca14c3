"""Every format in. Files are read in a child process with limits, by `interop.sandbox`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interop.columns import columns_of
from interop.importers import aiken, bank, cloze, gift, moodle, pix, qti, table
from interop.importers.draft import Result, Unit, wide
from interop.importers.others import refuse_others

PIX = re.compile(rb'\s*\{[\s\S]*?"(?:challenges|frameworks)"\s*:')
WORKBOOK = re.compile(rb"PK\x03\x04[\s\S]{26}(?:xl/|\[Content_Types\]\.xml)")
JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*[\[{\"])")
HOLE = re.compile(r"\{\d*:[A-Z_]+")
ANSWERED = re.compile(r"^[ \t]*(?:ANSWERS?|R[ÉE]PONSES?)[ \t]*:", re.MULTILINE | re.IGNORECASE)
OPTION = re.compile(r"^[ \t]*[A-Za-z][.)]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Importer:
    """A format in: `sniff(head, name)` says whether a file looks like it, `read(path)` gives what it holds.

    `units(path)` gives its questions one by one before they are read, where that takes much less than reading them.
    """

    name: str
    sniff: Callable[[bytes, str], bool]
    read: Callable[[Path], Iterator[Result]]
    units: Callable[[Path], Iterator[Unit]] | None = None


def _is_csv(head: bytes, name: str) -> bool:
    if head.startswith((b"PK", b"<")):
        return False
    rows = _text(head).split("\n", 20)[:20]
    return name.endswith((".csv", ".tsv")) or any(
        {"statement", "answers"} <= {*columns_of([cell.strip('"') for cell in row.split(mark)])}
        for row in rows
        for mark in ",;\t"
    )


def _is_xlsx(head: bytes, name: str) -> bool:
    return head.startswith(b"PK") and (name.endswith(".xlsx") or bool(WORKBOOK.search(head)))


def _is_aiken(head: bytes, name: str) -> bool:
    text = _text(head)
    return bool(ANSWERED.search(text)) and bool(OPTION.search(text))


def _is_gift(head: bytes, name: str) -> bool:
    text = _text(head)
    return name.endswith((".gift", ".gift.txt")) or ("{" in text and not JSON.match(text))


def _text(head: bytes) -> str:
    """The beginning of a text, whatever its line ends."""
    return head.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _is_moodle(head: bytes, name: str) -> bool:
    return not head.startswith(b"PK") and (b"<quiz" in head or b"<question type=" in head)


def _is_qti(head: bytes, name: str) -> bool:
    if head.startswith(b"PK"):
        return not _is_xlsx(head, name)
    return any(
        mark in head for mark in (b"<qti-assessment-", b"assessmentItem", b"assessmentTest", b"<questestinterop")
    )


IMPORTERS: tuple[Importer, ...] = (
    Importer("bank", lambda head, name: head.startswith(b"PK") and b"items.ndjson" in head[:64], bank.read),
    Importer("moodle", _is_moodle, moodle.read, moodle.units),
    Importer("xlsx", _is_xlsx, table.read_xlsx),
    Importer("qti", _is_qti, qti.read, qti.units),
    Importer("pix", lambda head, name: bool(PIX.match(head)), pix.read),
    Importer("csv", _is_csv, table.read_csv),
    Importer("aiken", _is_aiken, aiken.read),
    Importer("cloze", lambda head, name: bool(HOLE.search(_text(head))) and b"::" not in head, cloze.read),
    Importer("gift", _is_gift, gift.read, gift.units),
)


def importer_for(path: Path, format_name: str | None = None) -> Importer | None:
    """The importer of this name, or else the first that recognises the file.

    RefusedFileError where it is known to be something else.
    """
    if format_name:
        return next((each for each in IMPORTERS if each.name == format_name), None)
    with path.open("rb") as file:
        head = file.read(65_536)
    refuse_others(head)
    if encoding := wide(head):
        head = head.decode(encoding, "replace").encode()
    return next((each for each in IMPORTERS if each.sniff(head, path.name.lower())), None)
