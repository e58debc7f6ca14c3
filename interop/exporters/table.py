"""CSV, one line a challenge, to read in a spreadsheet. Cells that would run as formulas are quoted."""

import csv
import io
from typing import IO

from interop.bundle import Bundle
from interop.exporters.exporter import Accept, Exporter, Rendered, labels, left_out, render_each
from interop.report import Report
from items.document import Item

COLUMNS = ("id", "title", "type", "competence", "level", "statement", "content", "hint", "labels", "licence", "authors")
CARRIED = frozenset(
    [
        "id",
        "title",
        "alignments",
        "statement",
        "content",
        "hint",
        "disciplines",
        "classes",
        "tags",
        "licence",
        "authors",
    ]
)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")


def export(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write every challenge of a release, with a heading line, in UTF-8 with its mark so that Excel reads accents."""
    report = Report("csv")
    stream.write(b"\xef\xbb\xbf" + _line(COLUMNS).encode())
    for _item, text in render_each(bundle, report, _row):
        stream.write(text.encode())
    return report


def _row(item: Item) -> Rendered:
    cells = (
        item.id,
        item.title,
        item.content.type,
        item.primary.competence,
        str(item.primary.level),
        item.statement,
        item.content.model_dump_json(exclude={"type"}),
        item.hint,
        "\n".join(labels(item)),
        item.licence,
        "\n".join(item.authors),
    )
    return Rendered(_line(cells), left_out(item, CARRIED, "The table"))


def _line(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([f"'{cell}" if cell.startswith(DANGEROUS) else cell for cell in cells])
    return text.getvalue()


EXPORTER = Exporter("csv", ".csv", "text/csv", export)
