"""A blueprint goes into a spreadsheet and comes back the same; a wrong file is refused with its reason."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from challengebank.blueprint import Blueprint, Cell, Place
from challengebank.blueprint_xlsx import read_xlsx, write_xlsx
from challengebank.errors import BankError
from items.document import CRCN

TYPES = ["single_choice", "match"]
cells = st.builds(
    lambda minimum, more, **place: Cell(minimum=minimum, target=max(1, minimum + more), **place),
    competence=st.sampled_from(sorted(CRCN)),
    level=st.integers(1, 8),
    type=st.sampled_from(["", *TYPES]),
    duration=st.sampled_from(["", "short", "long"]),
    minimum=st.integers(0, 50),
    more=st.integers(0, 50),
)
blueprints = st.lists(cells, unique_by=lambda cell: cell.place, max_size=30).map(
    lambda found: Blueprint(cells=tuple(sorted(found, key=lambda cell: cell.place)))
)


@given(blueprints)
def test_what_is_written_is_read_back(blueprint):
    content = write_xlsx(blueprint, [Place("1.1", 1), Place("5.2", 8)], TYPES)
    assert read_xlsx(BytesIO(content)) == blueprint


def sheet(*rows: list) -> BytesIO:
    book = openpyxl.Workbook()
    for row in (["Compétence", "Niveau", "Type", "Durée", "Minimum", "Cible"], *rows):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file


def test_a_target_alone_or_a_minimum_alone_is_enough():
    blueprint = read_xlsx(sheet(["1.1", 1, None, None, None, 4], ["1.1", 2, None, None, 3, None]))
    assert [(cell.minimum, cell.target) for cell in blueprint.cells] == [(0, 4), (3, 3)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["1.1", "deux", None, None, 1, 2], "Ligne 2"),
        (["9.9.9", 1, None, None, 1, 2], "competence"),
        (["1.1", 1, None, "eternal", 1, 2], "duration"),
        (["1.1", 1, None, None, 5, 2], "below the minimum"),
    ],
)
def test_a_wrong_row_is_named(row, reason):
    with pytest.raises(BankError, match=reason):
        read_xlsx(sheet(row))


def test_what_is_not_a_spreadsheet_is_refused():
    with pytest.raises(BankError):
        read_xlsx(BytesIO(b"not a zip"))
    empty = BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(BankError):
        read_xlsx(empty)


def test_a_spreadsheet_that_unpacks_too_large_is_not_read():
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    with pytest.raises(BankError):
        read_xlsx(bomb)
