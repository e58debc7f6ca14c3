"""Cloze in, Moodle's text with holes: `{1:SHORTANSWER:=Paris~=paris}`, inside Moodle XML or as a file of its own."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path

from interop.findings import Finding
from interop.html import html_to_text
from interop.importers.draft import FILL_IN, Draft, NotUnderstood, Result, decoded, draft_of, line, number
from interop.importers.weighed import FULL, Read
from items.messages import message

HOLE = re.compile(
    r"\{(\d{0,3}):([A-Z_]{2,20})(?::((?:\\.|[^\\{}]|\{(?!\d{0,3}:[A-Z_]{2,20}:)){0,20000}))?\}", re.DOTALL
)
"""A blank ends before the next one begins, even where nothing closes it."""
PART = re.compile(r"(?:\\.|[^\\~])+", re.DOTALL)
UNREAD = re.compile(r"\{\d{0,3}:[A-Za-z_]{2,20}:.{0,30}")
WEIGHT = re.compile(r"\s*(?:(=)|%(-?[0-9]{1,3}(?:[.,][0-9]{0,30})?)%)?")
FEEDBACK = re.compile(r"(?<![\\&])#")
"""A sign `&#…` is a character, not the beginning of a feedback."""
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
TYPED = {"SHORTANSWER", "SA", "MW"}
TYPED_BY_CASE = {"SHORTANSWER_C", "SAC", "MWC"}
CHOSEN = {"MULTICHOICE", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS"}
NUMBERS = {"NUMERICAL", "NM"}
MOST_HOLES = 30
MOST_AROUND = 10
"""How many numbers on either side of a right one are listed as right."""
FEW = message("a blank took any number from %(least)s to %(most)s: it takes those listed in it now, look at them")
MANY = message(
    "a blank took any number from %(least)s to %(most)s: it takes %(value)s alone now, list others or ask a number"
)


def read(path: Path) -> Iterator[Result]:
    """A file that holds one text with holes."""
    text, notes = decoded(path.read_bytes())
    yield from notes
    try:
        statement, _gap, rest = text.strip().rpartition("\n\n")
        if not HOLE.search(rest) or HOLE.search(statement):
            statement, rest = "", text.strip()
        found = blanks(rest)
        yield from (Finding("warning", "text", lost, line(text)[:80]) for lost in dict.fromkeys(found.lost))
        yield draft_of(line(text)[:60], statement or FILL_IN, found.content)
    except NotUnderstood as reason:
        yield Finding("error", "text", reason.reason, line(text)[:80])


def blanks(text: str) -> Read:
    """A text with blanks."""
    read = Read({"type": "blanks", "text": "", "blanks": []})
    holes: list[Draft] = read.content["blanks"]

    def gap(found: re.Match[str]) -> str:
        holes.append(_blank(found[2], found[3] or "", len(holes) + 1, read))
        return f"{{{{b{len(holes)}}}}}"

    read.content["text"] = HOLE.sub(gap, text)
    for found in islice(UNREAD.finditer(read.content["text"]), MOST_HOLES):
        read.lost.append(message("« %(text)s » stayed in the text: it is not a blank for Moodle", text=found[0]))
    if len({found[1] or "1" for found in HOLE.finditer(text)}) > 1:
        read.lost.append(message("some blanks counted more than others: each counts the same now"))
    if not holes:
        raise NotUnderstood(message("the text has no blank"))
    if len(holes) > MOST_HOLES:
        raise NotUnderstood(message("it has more than %(count)s blanks", count=MOST_HOLES))
    if len(holes) > 1:
        read.content["strategy"] = "per_blank"
    return read


def _blank(kind: str, answers: str, place: int, read: Read) -> Draft:
    parts = [_part(found[0]) for found in PART.finditer(answers)]
    if any(told for _text, _weight, told in parts):
        read.lost.append(message("the feedback of each blank did not come along"))
    for text in (text for text, weight, _told in parts if 0 < weight < FULL):
        read.lost.append(
            message("« %(answer)s » gave part of the marks of its blank: it gives none now", answer=text[:60])
        )
    right = [text for text, weight, _told in parts if weight > FULL]
    if not right:
        raise NotUnderstood(message("the blank %(place)s has no right answer", place=place))
    blank: Draft = {"id": f"b{place}", "label": f"Réponse {place}"}
    if kind in TYPED | TYPED_BY_CASE:
        return {**blank, "accepted": _once(right), "tolerances": ["case"] if kind in TYPED else []}
    if kind in NUMBERS:
        return {**blank, "accepted": _once(each for text in right for each in _numbers(text, read)), "tolerances": []}
    if kind.removesuffix("_S").removesuffix("_V").removesuffix("_H") in CHOSEN or kind.startswith("MULTICHOICE_"):
        return {**blank, "accepted": _once(right), "options": _options(parts, place)}
    if kind.startswith(("MULTIRESPONSE", "MR")):
        raise NotUnderstood(message("the blank %(place)s has boxes to tick, which a blank cannot have", place=place))
    raise NotUnderstood(message("the blank %(place)s is of an unknown kind, %(kind)s", place=place, kind=kind))


def _part(text: str) -> tuple[str, float, str]:
    mark = WEIGHT.match(text)
    assert mark
    weight = 100.0 if mark[1] else float((mark[2] or "0").replace(",", "."))
    answer, *told = FEEDBACK.split(text[mark.end() :], maxsplit=1)
    return line(html_to_text(ESCAPE.sub(r"\1", answer))), weight, line("".join(told))


def _options(parts: list[tuple[str, float, str]], place: int) -> list[str]:
    options = _once(text for text, _weight, _told in parts)
    if len(options) < 2:
        raise NotUnderstood(message("the blank %(place)s offers one choice only", place=place))
    return options


def _numbers(text: str, read: Read) -> Iterator[str]:
    """A number as people write it, with those within its tolerance, to its last decimal place, when they are few."""
    said, _colon, told = text.partition(":")
    value, tolerance = Decimal(number(said)), abs(Decimal(number(told.strip() or "0")))
    step = Decimal(1).scaleb(min(int(each.as_tuple().exponent) for each in (value, tolerance)))
    count = int(tolerance / step)
    if tolerance:
        least, most = _spelled(value - tolerance), _spelled(value + tolerance)
        lost = FEW if count <= MOST_AROUND else MANY
        read.lost.append(message(lost.text, value=_spelled(value), least=least, most=most))
    for place in range(-count, count + 1) if count <= MOST_AROUND else (0,):
        written = _spelled(value + place * step)
        yield from (written, written.replace(",", "."))


def _spelled(value: Decimal) -> str:
    return number(f"{value:f}").replace(".", ",")


def _once(texts: Iterator[str] | list[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
