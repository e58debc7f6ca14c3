"""A list of drafts as a file for a spreadsheet: a line a draft, read and written a batch at a time."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from authoring.blocks import CONTENT_BLOCKS
from authoring.enums import Checks, State, TutorialKind
from authoring.models import Challenge
from challengebank.enums import Purpose
from interop.columns import quoted

BATCH = 1_000
COLUMNS = (
    "pk",
    "uuid",
    "title",
    "state",
    "checks",
    "kind",
    "competence",
    "level",
    "locale",
    "licence",
    "author__first_name",
    "author__last_name",
    "updated_at",
)
LISTS = ("disciplines", "classes", "tags")
Absolute = Callable[[str], str]
Line = list[str | int]


def csv_lines(drafts: QuerySet[Any], absolute: Absolute) -> Iterator[bytes]:
    """The file in UTF-8, with the mark by which spreadsheets know it, line after line."""
    yield b"\xef\xbb\xbf"
    for line in _lines(drafts, absolute):
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerow(line)
        yield out.getvalue().encode()


def write_xlsx(drafts: QuerySet[Any], file: IO[bytes], absolute: Absolute) -> None:
    """One sheet. The library keeps its lines on disk."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(capfirst(drafts.model._meta.verbose_name_plural)))
    for line in _lines(drafts, absolute):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in line])
    book.save(file)


def _lines(drafts: QuerySet[Any], absolute: Absolute) -> Iterator[Line]:
    """The headings, then a line a draft; no cell runs as a formula."""
    yield _headings(drafts.model)
    secret = ("purpose",) if drafts.model is Challenge else ()
    rows = drafts.select_related(None).values_list(*COLUMNS, *secret).iterator(BATCH)
    words, edit = _words(drafts.model), drafts.model.snippet_viewset.get_url_name("edit")
    while batch := list(islice(rows, BATCH)):
        lists = [_lists(drafts.model, name, [row[0] for row in batch]) for name in LISTS]
        for row in batch:
            terms = [", ".join(found.get(row[0], ())) for found in lists]
            yield _line(row, words, terms, absolute(reverse(edit, args=[row[0]])))


def _line(row: tuple[Any, ...], words: dict[str, dict[str, str]], lists: Iterable[str], address: str) -> Line:
    _pk, uuid, title, state, checks, kind, competence, level, locale, licence, first, last, changed, *purpose = row
    cells = [
        str(uuid),
        title,
        words["state"][state],
        words["checks"][checks],
        words["kind"].get(kind, kind),
        *(words["purpose"][value] for value in purpose),
        competence,
        level if level is not None else "",
        *lists,
        locale,
        licence,
        f"{first or ''} {last or ''}".strip(),
        f"{timezone.localtime(changed):%Y-%m-%d %H:%M}",
        address,
    ]
    return [quoted(cell) if isinstance(cell, str) else cell for cell in cells]


def _headings(model: type[Model]) -> Line:
    purpose = [_("Purpose")] if model is Challenge else []
    return [
        _("Identifier"),
        _("Title"),
        _("State"),
        _("Checks"),
        _("Type"),
        *purpose,
        _("Competence"),
        _("Level"),
        _("Disciplines"),
        _("Classes"),
        _("Tags"),
        _("Language"),
        _("Licence"),
        _("Author"),
        _("Changed"),
        _("Address"),
    ]


def _words(model: type[Model]) -> dict[str, dict[str, str]]:
    """What stored values are called, in the reader's language."""
    kinds = [(name, block.label) for name, block in CONTENT_BLOCKS] if model is Challenge else TutorialKind.choices
    named = {"state": State.choices, "checks": Checks.choices, "kind": kinds, "purpose": Purpose.choices}
    return {field: {value: str(label) for value, label in choices} for field, choices in named.items()}


def _lists(model: Any, name: str, keys: list[int]) -> dict[int, list[str]]:
    """The names of the terms of a list, by draft."""
    if name == "tags":
        rows = model._meta.get_field("tagged_items").related_model.objects.filter(content_object__in=keys)
        pairs = rows.order_by("pk").values_list("content_object", "tag__name")
    else:
        field = model._meta.get_field(name)
        terms = {term.pk: str(term) for term in field.related_model.objects.all()}
        links = field.remote_field.through.objects.filter(**{f"{field.m2m_field_name()}__in": keys}).order_by("pk")
        pairs = (
            (key, terms[term])
            for key, term in links.values_list(field.m2m_field_name(), field.m2m_reverse_field_name())
        )
    found: dict[int, list[str]] = defaultdict(list)
    for key, term in pairs:
        found[key].append(term)
    return found
