"""Every format in. Files are read in a child process with limits, by `interop.sandbox.import_file`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interop.findings import Finding
from interop.importers import aiken, gift, moodle
from interop.importers.draft import Draft


@dataclass(frozen=True, slots=True)
class Importer:
    """A format in: `sniff(head, name)` says whether a file looks like it, `read(path)` gives drafts and findings."""

    name: str
    sniff: Callable[[bytes, str], bool]
    read: Callable[[Path], Iterator[Draft | Finding]]


IMPORTERS: tuple[Importer, ...] = (
    Importer("moodle", lambda head, name: b"<quiz" in head, moodle.read),
    Importer("aiken", lambda head, name: b"\nANSWER:" in head and b"{" not in head, aiken.read),
    Importer("gift", lambda head, name: name.endswith((".gift", ".gift.txt")) or b"{" in head, gift.read),
)


def importer_for(path: Path, format_name: str | None = None) -> Importer | None:
    """The importer of this name, or else the first that recognises the file."""
    if format_name:
        return next((each for each in IMPORTERS if each.name == format_name), None)
    with path.open("rb") as file:
        head = file.read(65_536)
    return next((each for each in IMPORTERS if each.sniff(head, path.name.lower())), None)
