"""Tables in, CSV and XLSX: one line a challenge, with the headings of `interop.columns` or those of our template."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

from interop.columns import columns_of, unquoted
from interop.findings import Finding, RefusedFileError
from interop.importers.archive import Archive
from interop.importers.draft import NO_STATEMENT, NotUnderstood, Result, decoded, draft_of, line, of_others
from interop.importers.table_answers import EACH, Row, content_of
from interop.importers.weighed import with_general
from interop.labels import labelled
from items.messages import message

MOST_ROWS = 200_000
MOST_COLUMNS = 200
HEADING_WITHIN = 20
"""The headings are on one of the first lines."""
SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)
PLACE = re.compile(r"\s*([1-9]\.[1-9])\b")


def read_csv(path: Path) -> Iterator[Result]:
    """Each line of a CSV file, whatever its separator (comma, semicolon or tabulation)."""
    csv.field_size_limit(1_000_000)
    text, notes = decoded(path.read_bytes())
    yield from notes
    declared = SEPARATOR.match(text)
    head = "\n".join(text.split("\n", HEADING_WITHIN)[:HEADING_WITHIN])
    separator = declared[1] if declared else max(",;\t", key=head.count)
    try:
        rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1)
        yield from _read(islice(rows, 1 if declared else 0, None))
    except csv.Error as error:
        raise RefusedFileError(message("this is not a table: %(error)s", error=error)) from None


def read_xlsx(path: Path) -> Iterator[Result]:
    """Each line of the sheets that name their columns. Formulas are not computed: they are not answers."""
    import openpyxl  # a third of what the child loads, for workbooks alone

    Archive(path)
    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            yield from _sheets(book.worksheets)
    except RefusedFileError:
        raise
    except (KeyError, ValueError, TypeError, IndexError, OSError, AttributeError, SyntaxError) as error:
        raise RefusedFileError(message("this workbook cannot be read: %(error)s", error=str(error)[:200])) from None


def _sheets(sheets: Sequence[Any]) -> Iterator[Result]:
    """What the sheets hold; those that are no table of questions are named, and refused where there is no other."""
    refusal, found = None, False
    for sheet in sheets:
        name = sheet.title if len(sheets) > 1 else ""
        rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        try:
            for each in _read(((place, [_cell(cell) for cell in row]) for place, row in enumerate(rows, 1)), name):
                found = True
                yield each
        except RefusedFileError as error:
            refusal = error
            yield Finding("note", name[:100], message("this sheet was not read: its first line names no columns"))
    if refusal and not found:
        raise refusal


def _cell(value: object) -> str:
    """A cell as people see it."""
    match value:
        case None:
            return ""
        case bool():
            return "Vrai" if value else "Faux"
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.15g}".replace(".", ",")
        case datetime():
            return value.strftime("%d/%m/%Y" if value.time() == time() else "%d/%m/%Y %H:%M")
        case time():
            return value.strftime("%H:%M")
    return str(value)


def _read(rows: Iterable[tuple[int, list[str]]], sheet: str = "") -> Iterator[Result]:
    rows, where = iter(rows), f"{sheet[:100]}, line " if sheet else "line "
    place, headings, names = _headings(rows)
    beside: set[int] = set()
    for under, cells in islice(rows, 1):
        if more := _second_headings(names, cells):
            headings, names = [a or b for a, b in zip_longest(headings, cells, fillvalue="")], more
        else:
            rows = chain([(under, cells)], rows)
    if unread := [cell.strip() for cell, name in zip(headings, names, strict=False) if cell.strip() and not name]:
        text = message("these columns were not read: %(names)s", names=", ".join(unread)[:300])
        yield Finding("note", f"{where}{place}", text)
    known = {n for n, (cell, name) in enumerate(zip_longest(headings, names, fillvalue="")) if cell.strip() or name}
    for place, cells in rows:
        beside |= {n for n, cell in enumerate(cells) if n not in known and cell.strip()}
        if row := _row(names, cells):
            yield from _draft(row, f"{where}{place}")
    if beside:
        letters = ", ".join(_letter(n) for n in sorted(beside)[:20])
        text = message("these columns have no heading, and were not read: %(names)s", names=letters)
        yield Finding("warning", sheet[:100], text)


def _headings(rows: Iterator[tuple[int, list[str]]]) -> tuple[int, list[str], list[str]]:
    """The first line that names columns: its place, its cells, and their columns; RefusedFileError without any."""
    for place, cells in islice(rows, HEADING_WITHIN):
        if "statement" in (found := columns_of(cells)):
            return place, cells, found
    text = message("the first line must name the columns: « %(names)s »…", names="titre, type, énoncé, réponses")
    raise RefusedFileError(text)


def _second_headings(names: list[str], cells: list[str]) -> list[str]:
    """The columns, where a second line of headings says more of them: A, B, C under « Propositions »; else none."""
    under = columns_of(cells)
    asks = any(cell.strip() for name, cell in zip(names, cells, strict=False) if name == "statement")
    if asks or under.count("options") < 2:
        return []
    return [each or name for name, each in zip_longest(names, under, fillvalue="")]


def _letter(column: int) -> str:
    """A column as spreadsheets call it: A, B… Z, AA."""
    before, last = divmod(column, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _row(names: list[str], cells: list[str]) -> Row:
    """The cells by their column. Options that have a column each keep their places, even empty."""
    row: Row = {}
    for name, cell in zip(names, cells, strict=False):
        if name and cell.strip() and name != "options":
            row[name] = f"{row[name]}\n{unquoted(cell)}" if name in row else unquoted(cell)
    options = [unquoted(cell) for name, cell in zip(names, cells, strict=False) if name == "options"]
    if any(option.strip() for option in options):
        row["options"] = options[0] if len(options) == 1 else EACH.join(line(option) for option in options)
    return row


def _draft(row: Row, where: str) -> Iterator[Result]:
    try:
        if "statement" not in row:
            raise NotUnderstood(NO_STATEMENT)
        draft = draft_of(row.get("title", ""), row["statement"], content_of(row))
    except NotUnderstood as reason:
        yield Finding("error", where, reason.reason, line(row.get("title") or row.get("statement", ""))[:80])
        return
    place = _place(row)
    tags = [tag.strip() for tag in re.split("[,;\n]", row.get("tags", "")) if tag.strip()]
    draft |= labelled([*(row["labels"].split("\n") if "labels" in row else []), *tags])
    if "alignments" not in draft:
        draft |= {name: value for name, value in labelled([place]).items() if name == "alignments"}
    if "hint" in row:
        draft["hint"] = row["hint"]
    told = {side: row.get(f"feedback_{side}", "") for side in ("correct", "incorrect")}
    feedback = {side: text for side, said in told.items() if (text := with_general(said, row.get("explanation", "")))}
    draft |= {"feedback": feedback} if feedback else {}
    if "competence" in row and "alignments" not in draft:
        said = message("« %(competence)s » is not a competence of the CRCN", competence=line(row["competence"])[:60])
        yield Finding("warning", where, said, draft["title"])
    yield of_others(draft, row.get("id"), row.get("category", ""))


def _place(row: Row) -> str:
    """The competence and the level of a line, as a label: « 1.1 Mener une recherche », « niveau 2 »."""
    competence, level = PLACE.match(row.get("competence", "")), re.search(r"[1-8]", row.get("level", ""))
    return f"crcn:{competence[1] if competence else ''}:{level[0] if level else 1}"
