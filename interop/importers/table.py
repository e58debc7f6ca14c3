"""Tables in, CSV and XLSX: one line a challenge, with the headings of `interop.columns` or those of our template."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

from interop.columns import COLUMNS, FRENCH, columns_of, folded, unquoted
from interop.findings import Finding, RefusedFileError
from interop.importers.archive import Archive
from interop.importers.draft import (
    NO_STATEMENT,
    Draft,
    NotUnderstood,
    Result,
    decoded,
    draft_of,
    line,
    number,
    numbered,
    of_others,
)
from interop.importers.json import loads
from interop.importers.weighed import Weighed, choice, short_text, with_general
from interop.labels import labelled
from items.messages import message

Row = dict[str, str]
MOST_ROWS = 200_000
MOST_COLUMNS = 200
HEADING_WITHIN = 20
"""The headings are on one of the first lines."""
EACH = "\x1f"
"""Between options that come from a column each."""
LETTERS = "ABCDEFGHIJKLMNOPQRST"
TRUE = {"vrai", "true", "v", "t"}
FALSE = {"faux", "false", "f"}
SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)
LISTED = re.compile(r"[;|]")
ARROW = re.compile(r"[-=]{1,2}>|[→⇒⟶➔]")
LETTERS_ALONE = re.compile(r"[A-T](?: ?[A-T]){1,19}")
PLACE = re.compile(r"\s*([1-9]\.[1-9])\b")
LETTERED = re.compile(r"([A-Za-z])\s*[.):-]\s*(\S.*)")
NAMED = re.compile(r"(?:option|r[eé]ponse|answer|choice|choix|proposition)\s*(?=\w{1,2}\b)", re.IGNORECASE)


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
        draft = draft_of(row.get("title", ""), row["statement"], _content(row))
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


def _content(row: Row) -> Draft:
    kind = row.get("type", "").strip()
    if "content" in row:
        content = loads(row["content"])
        if not isinstance(content, dict):
            raise NotUnderstood(message("its content is not an object"))
        return {"type": kind} | content
    reader = READERS.get(kind.casefold()) or READERS.get(folded(kind)) or _guessed(row)
    if reader is None and "answers" not in row:
        raise NotUnderstood(message("it has no right answer"))
    if reader is None:
        names = ", ".join(dict.fromkeys(NAMES))
        raise NotUnderstood(message("« %(type)s » is not one of the types: %(names)s", type=kind, names=names))
    return reader(row)


def _guessed(row: Row) -> Callable[[Row], Draft] | None:
    """The type of a line that says none that we know: one or several answers among options, or a text."""
    if "answers" not in row:
        return None
    if "options" in row:
        return _multiple if len(_right(row)) > 1 else _single
    return _true_false if folded(row["answers"]) in TRUE | FALSE else _short_text


def _rows(row: Row, name: str) -> list[str]:
    """What a cell lists, one a line, or on one line with `;` or `|` between."""
    text = row.get(name, "").replace("\r", "").strip()
    return [each.strip() for each in (text.split("\n") if "\n" in text else LISTED.split(text)) if each.strip()]


def _single(row: Row) -> Draft:
    return choice(_weighed(row), single=True).content


def _multiple(row: Row) -> Draft:
    return choice(_weighed(row), single=False).content | {"strategy": "all_or_nothing"}


def _options(row: Row) -> list[str]:
    """The options, without the letters that number all of them."""
    if EACH in row.get("options", ""):
        return row["options"].split(EACH)
    options = _rows(row, "options")
    found = [LETTERED.fullmatch(option) for option in options]
    if all(each and each[1].upper() == letter for each, letter in zip(found, LETTERS, strict=False)):
        return [each[2] for each in found if each]
    return options


def _right(row: Row) -> set[int]:
    """The places of the right options, named one a line, or several with commas between."""
    options = _options(row)
    right: set[int] = set()
    for answer in _rows(row, "answers"):
        try:
            right.add(_option(answer, options))
        except NotUnderstood:
            parts = [part.strip() for part in re.split(r"[,;/|]|\bet\b|\band\b", answer) if part.strip()]
            if LETTERS_ALONE.fullmatch(answer):
                parts = list(answer.replace(" ", ""))
            if len(parts) < 2:
                raise
            right |= {_option(part, options) for part in parts}
    return right


def _weighed(row: Row) -> list[Weighed]:
    options, told, right = _options(row), row.get("feedback", "").split("\n"), _right(row)
    feedback = [*told, *[""] * len(options)]
    return [Weighed(text, 100 if place in right else 0, feedback[place].strip()) for place, text in enumerate(options)]


def _option(answer: str, options: list[str]) -> int:
    """The place of the option that an answer names by its words, its letter or its number."""
    if answer in options:
        return options.index(answer)
    bare = NAMED.sub("", answer).rstrip(".)").upper()
    if len(bare) == 1 and bare in LETTERS[: len(options)]:
        return LETTERS.index(bare)
    if bare.isdecimal() and 1 <= int(bare[:3]) <= len(options):
        return int(bare) - 1
    lowered = [option.casefold() for option in options]
    if (unlettered := LETTERED.fullmatch(answer)) and unlettered[2] in options:
        return options.index(unlettered[2])
    if answer.casefold() in lowered:
        return lowered.index(answer.casefold())
    raise NotUnderstood(message("« %(answer)s » is none of the options", answer=answer[:80]))


def _short_text(row: Row) -> Draft:
    content = short_text([Weighed(answer, 100) for answer in _rows(row, "answers")], case=False).content
    return content | {"tolerances": ["case", "accents", "spaces"]}


def _number(row: Row) -> Draft:
    answers = _rows(row, "answers")
    if len(answers) != 1:
        raise NotUnderstood(message("a number has one answer"))
    value, _mark, tolerance = answers[0].partition("±")
    return {"type": "number", "value": number(value), "tolerance": number(tolerance or "0").lstrip("-")}


def _order(row: Row) -> Draft:
    items = numbered(_rows(row, "answers") or _rows(row, "options"))
    if len(items) < 2:
        raise NotUnderstood(message("an order needs two items or more"))
    return {"type": "order", "items": items, "key": [item["id"] for item in items]}


def _match(row: Row) -> Draft:
    pairs = [(*ARROW.split(answer, 1), "")[:2] for answer in _rows(row, "answers")]
    if len(pairs) < 2 or not all(source.strip() and target.strip() for source, target in pairs):
        raise NotUnderstood(message("a match is written « source -> target », one a line, two lines or more"))
    targets = list(dict.fromkeys([target.strip() for _source, target in pairs] + _rows(row, "options")))
    return {
        "type": "match",
        "sources": numbered([source.strip() for source, _target in pairs], "s"),
        "targets": numbered(targets, "t"),
        "pairs": [[f"s{n}", f"t{targets.index(target.strip()) + 1}"] for n, (_source, target) in enumerate(pairs, 1)],
    }


def _true_false(row: Row) -> Draft:
    answer = folded(row.get("answers", ""))
    if answer not in TRUE | FALSE and "options" in row:
        return _single(row)
    if answer not in TRUE | FALSE:
        raise NotUnderstood(message("the answer is « vrai » or « faux »"))
    truth = answer in TRUE
    return choice([Weighed("Vrai", 100 * truth), Weighed("Faux", 100 * (not truth))], single=True).content


NAMES: dict[str, Callable[[Row], Draft]] = {
    "QCU": _single,
    "QCM": _multiple,
    "vrai ou faux": _true_false,
    "texte court": _short_text,
    "nombre": _number,
    "ordre": _order,
    "appariement": _match,
}
"""The types that a line of a few cells can say, by the names of the template."""

READERS = {folded(name): reader for name, reader in NAMES.items()} | {
    "singlechoice": _single,
    "multiple_choice": _multiple,
    "truefalse": _true_false,
    "vraifaux": _true_false,
    "qroc": _short_text,
    "texte": _short_text,
    "shorttext": _short_text,
    "number": _number,
    "order": _order,
    "match": _match,
}

EXAMPLES: tuple[Row, ...] = (
    {
        "type": "QCU",
        "title": "Chercher une image libre",
        "competence": "1.1",
        "level": "2",
        "statement": "Où trouver une photo que l'on a le droit de réutiliser ?",
        "options": "Une banque d'images libres\nUn réseau social\nLe site d'un journal",
        "answers": "A",
        "feedback": "Oui.\nNon : l'auteur garde ses droits.\nNon : le journal garde ses droits.",
        "labels": "discipline:francais\nclass:cinquieme",
    },
    {
        "type": "QCM",
        "title": "Les extensions d'images",
        "competence": "1.2",
        "level": "1",
        "statement": "Quels fichiers sont des images ?",
        "options": "photo.jpg\nnotes.txt\nlogo.png\nvoix.mp3",
        "answers": "photo.jpg\nlogo.png",
    },
    {
        "type": "texte court",
        "title": "Le raccourci",
        "competence": "5.2",
        "level": "2",
        "statement": "Avec Ctrl, quelle lettre copie le texte choisi ?",
        "answers": "C",
    },
    {
        "type": "nombre",
        "title": "Combien d'octets",
        "competence": "1.2",
        "level": "3",
        "statement": "Combien d'octets y a-t-il dans un kilooctet ?",
        "answers": "1000 ± 0",
        "hint": "« Kilo » veut dire mille.",
    },
    {
        "type": "appariement",
        "title": "À quoi ça sert",
        "competence": "3.1",
        "level": "1",
        "statement": "Relie chaque logiciel à ce qu'il fait.",
        "answers": "tableur -> calculer\ntraitement de texte -> écrire",
        "options": "dessiner",
    },
)


def template_csv() -> bytes:
    """A table to fill in: the headings in French and a few lines to imitate."""
    text = io.StringIO()
    names = [name for name in COLUMNS if name not in ("id", "content")]
    writer = csv.writer(text, delimiter=";")
    writer.writerow([FRENCH[name] for name in names])
    writer.writerows([row.get(name, "") for name in names] for row in EXAMPLES)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
