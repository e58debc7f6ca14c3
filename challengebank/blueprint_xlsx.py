"""A blueprint as a spreadsheet, and back: one row a cell; a row without numbers asks nothing."""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from challengebank.blueprint import Blueprint, Place
from challengebank.enums import Duration
from challengebank.errors import BankError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 50_000_000  # bytes once unpacked
MOST_ROWS = 6000
WIDTHS = {"A": 14, "B": 10, "C": 20, "D": 14, "E": 12, "F": 12}


def write_xlsx(blueprint: Blueprint, places: Iterable[Place], types: Iterable[str]) -> bytes:
    """The cells of a blueprint, then an empty row for each other place, to be filled in."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Blueprint")
    sheet.append([_("Competence"), _("Level"), _("Type"), _("Duration"), _("Minimum"), _("Target")])
    cells = blueprint.by_place()
    for place in sorted({*cells, *places}):
        cell = cells.get(place)
        sheet.append([*place, *((cell.minimum, cell.target) if cell else (None, None))])
    for title in sheet[1]:
        title.font = Font(bold=True)
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    for column, values in (("C", types), ("D", Duration.values)):
        choice = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
        choice.add(f"{column}2:{column}{MOST_ROWS}")
        sheet.add_data_validation(choice)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read_xlsx(file: IO[bytes]) -> Blueprint:
    """The blueprint that the first sheet says; BankError names the row that is wrong."""
    try:
        if sum(member.file_size for member in zipfile.ZipFile(file).infolist()) > LARGEST:
            raise BankError(_("This spreadsheet is too large."))
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(min_row=2, max_row=MOST_ROWS, max_col=6, values_only=True))
    except (BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise BankError(_("This is not an .xlsx spreadsheet.")) from None
    return Blueprint.read({"cells": list(_cells(rows))})


def _cells(rows: Iterable[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, 2):
        competence, level, kind, duration, minimum, target = (*row, *[None] * 6)[:6]
        if minimum is None and target is None:
            continue
        try:
            counts = {"level": int(level), "minimum": int(minimum or 0), "target": int(target or minimum)}
        except (TypeError, ValueError):
            raise BankError(
                _("Row %(number)s: level, minimum and target are whole numbers.") % {"number": number}
            ) from None
        yield {"competence": str(competence), "type": kind or "", "duration": duration or "", **counts}
