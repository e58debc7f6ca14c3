"""CSV and XLSX, one line a challenge, to read in a spreadsheet. Cells that would run as formulas are quoted."""

import csv
import io
import tempfile
import zipfile
from datetime import datetime
from functools import partial
from typing import IO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import ExcelWriter

from interop.bundle import CHUNK, Bundle
from interop.columns import COLUMNS, quoted
from interop.exporters.exporter import Accept, Exporter, Ledger, NotExpressible, lose_all_but, render_each
from interop.labels import CARRIED as LABELLED
from interop.labels import labels
from interop.report import Report
from interop.zip_writer import zip_to
from items.document import Item
from items.messages import message
from items.types import Match, MultipleChoice, Number, Order, ShortText, SingleChoice

CARRIED = (*LABELLED, "hint", "feedback")
LONGEST_CELL = 32_767
"""Characters in a cell of XLSX."""


def export_csv(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write every challenge, with a heading line, in UTF-8 with its mark so that Excel reads accents."""
    report = Report("csv")
    stream.write(b"\xef\xbb\xbf" + _line(COLUMNS).encode())
    for text in render_each(bundle, report, accept, _row):
        stream.write(text.encode())
    return report


def export_xlsx(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write every challenge on the one sheet of a workbook."""
    report = Report("xlsx")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Vivier")
    sheet.append(COLUMNS)
    for cells in render_each(bundle, report, accept, _short):
        sheet.append([_text_cell(sheet, cell) for cell in cells])
    _save(book, bundle.head().released_at, stream)
    return report


def _save(book: Workbook, moment: str, stream: IO[bytes]) -> None:
    """Write a workbook of this moment: the same bytes whenever it is written, while `book.save` dates all by today."""
    book.properties.created = book.properties.modified = datetime.fromisoformat(moment).replace(tzinfo=None)
    with tempfile.TemporaryFile() as dated:
        ExcelWriter(book, zipfile.ZipFile(dated, "w")).save()
        with zipfile.ZipFile(dated) as parts, zip_to(stream) as archive:
            for name in parts.namelist():
                with parts.open(name) as part:
                    archive.add_chunks(name, iter(partial(part.read, CHUNK), b""))


def _cells(item: Item, ledger: Ledger) -> list[str]:
    if _needs_files(item):
        raise NotExpressible(message("it cannot be played without its files, which a table does not carry"))
    lose_all_but(ledger, CARRIED)
    options, answers = _readable(item)
    return [
        item.id,
        item.title,
        item.content.type,
        item.primary.competence,
        str(item.primary.level),
        item.statement,
        "\n".join(options),
        "\n".join(answers),
        "",
        item.feedback.correct,
        item.feedback.incorrect,
        item.hint,
        "\n".join(labels(item)),
        item.content.model_dump_json(exclude={"type"}),
    ]


def _needs_files(item: Item) -> bool:
    """Whether files stand in its text or its answer; an illustration and attachments beside them can be left out."""
    beside = {attachment.asset for attachment in item.attachments}
    if item.illustration:
        beside.add(item.illustration.asset)
    return item.content.type == "file_task" or not {asset.sha256 for asset in item.assets} <= beside


def _readable(item: Item) -> tuple[list[str], list[str]]:
    """What is offered and what is right, in words, for the types where a few lines say it."""
    match item.content:
        case SingleChoice(options=options, key=key):
            return [o.text for o in options], [o.text for o in options if o.id == key]
        case MultipleChoice(options=options, keys=keys):
            return [o.text for o in options], [o.text for o in options if o.id in keys]
        case ShortText(accepted=accepted):
            return [], list(accepted)
        case Number(value=value):
            return [], [value]
        case Order(items=items, key=order):
            texts = {o.id: o.text for o in items}
            return [o.text for o in items], [texts[key] for key in order]
        case Match(sources=sources, targets=targets, pairs=pairs):
            texts = {o.id: o.text for o in (*sources, *targets)}
            return [o.text for o in sources], [f"{texts[source]} -> {texts[target]}" for source, target in pairs]
    return [], []


def _row(item: Item, ledger: Ledger) -> str:
    return _line(_cells(item, ledger))


def _line(cells: tuple[str, ...] | list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([quoted(cell) for cell in cells])
    return text.getvalue()


def _short(item: Item, ledger: Ledger) -> list[str]:
    """The cells of a challenge, each short enough for a workbook."""
    cells = _cells(item, ledger)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise NotExpressible(message("one of its texts is too long for a cell"))
    if any(ILLEGAL_CHARACTERS_RE.search(cell) for cell in cells):
        raise NotExpressible(message("it holds a control character that XML cannot carry"))
    return cells


def _text_cell(sheet: WriteOnlyWorksheet, value: str) -> Cell:
    """A cell of text, whatever it begins with."""
    cell: Cell = WriteOnlyCell(sheet, quoted(value))
    cell.data_type = "s"
    return cell


CSV = Exporter("csv", ".csv", "text/csv", export_csv, importer="csv")
XLSX = Exporter(
    "xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export_xlsx, importer="xlsx"
)
