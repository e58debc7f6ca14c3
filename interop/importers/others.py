"""Files that people take for question banks, by how they begin, and what to do with them instead."""

import re

from interop.findings import RefusedFileError
from items.messages import Message, message

OTHERS: tuple[tuple[re.Pattern[bytes], Message], ...] = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), said)
    for pattern, said in (
        (
            rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet",
            message("this is a workbook of LibreOffice: save it as XLSX or as CSV"),
        ),
        (
            rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis|PK\x03\x04.{0,4000}word/|\{\\rtf",
            message("this is a text document: copy its questions as Aiken or GIFT, in a file of plain text"),
        ),
        (rb"\xd0\xcf\x11\xe0", message("this is an old file of Excel or Word: save it as XLSX or as CSV")),
        (rb"%PDF-", message("this is a PDF: ask its author for the file that it was made from")),
        (
            rb"\s{0,100}<(?:!doctype html|html)\b",
            message("this is a web page and no bank: download the export again, once logged in"),
        ),
        (
            rb"\x1f\x8b|PK\x03\x04.{0,4000}moodle_backup\.xml",
            message("this is a backup or an archive: in Moodle, export the question bank as Moodle XML"),
        ),
        (
            rb"PK\x03\x04.{0,4000}h5p\.json",
            message("this is H5P, which has no equivalent: export its questions in another format"),
        ),
    )
)


def refuse_others(head: bytes) -> None:
    """Raise RefusedFileError where a file begins as one that holds no question in a form that can be read."""
    for pattern, said in OTHERS:
        if pattern.match(head):
            raise RefusedFileError(said)
