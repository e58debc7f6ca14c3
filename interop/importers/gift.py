"""GIFT in (docs.moodle.org/en/GIFT_format): every kind of question it can ask."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from interop.findings import Finding
from interop.html import html_to_text
from interop.importers.draft import (
    NO_STATEMENT,
    Draft,
    NotUnderstood,
    Result,
    Unit,
    decoded,
    draft_of,
    line,
    of_others,
)
from interop.importers.files import take_files
from interop.importers.gift_answers import read_answers
from interop.importers.gift_text import FORMAT, hide, rich, show
from interop.importers.languages import ONE_LANGUAGE, in_french, is_in_several
from interop.importers.weighed import Read, with_general
from interop.labels import labelled
from interop.texts import without_criteria
from items.messages import message

NOTE = re.compile(r"\[(id|tag):([^\]]*)\]")
CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(\S.*)")
APART = re.compile(r"^[^{}]*\}[^{}]*\{")
"""Where braces close before they open again, there are two pairs of them."""
TWO_PLACES = message("it has answers between braces in two places: GIFT takes one, write a Cloze question")
BOUNDARY = re.compile(r"^\s*(?:\$CATEGORY:|::)")


def read(path: Path) -> Iterator[Result]:
    """Each question of a GIFT file, or what is wrong with it."""
    for unit in units(path):
        yield from unit()


def units(path: Path) -> Iterator[Unit]:
    """Each question, to be read."""
    text, notes = decoded(path.read_bytes())
    if notes:
        yield partial(iter, notes)
    category = ""
    for number, block in _blocks(text):
        comments = [row for row in block if row.lstrip().startswith("//")]
        rows = [row for row in block if not row.lstrip().startswith("//")]
        for found in filter(None, map(CATEGORY.match, rows)):
            category = line(found[1])
        source = "\n".join(row for row in rows if not CATEGORY.match(row))
        if source.strip():
            yield partial(_results, source, comments, number, category)


def _results(source: str, comments: list[str], number: int, category: str) -> Iterator[Result]:
    where = f"line {number}"
    try:
        draft, found = _question(hide(in_french(source)))
    except NotUnderstood as reason:
        yield Finding("error", where, reason.reason, line(source)[:80])
        return
    yield from (Finding("warning", where, lost, draft["title"]) for lost in dict.fromkeys(found.lost))
    if is_in_several(source):
        yield Finding("note", where, ONE_LANGUAGE, draft["title"])
    yield from take_files(draft, {}, where)
    found_id, notes = _notes(hide("\n".join(comments)))
    yield of_others(draft | notes, found_id, category)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each question, with the number of their first one; comments go with what follows.

    Blank lines separate questions, but not between braces.
    """
    block: list[str] = []
    start, inside = 1, False
    for number, row in enumerate([*text.split("\n"), ""], 1):
        if row.lstrip().startswith("//"):
            opened = inside
        else:
            hidden = hide(row)
            opened = "{" in hidden[hidden.rfind("}") + 1 :] or (inside and "}" not in hidden)
        if block and not inside and (not row.strip() or CATEGORY.match(row)):
            yield start, block
            block = []
        elif block and inside and BOUNDARY.match(row):
            yield start, block
            block, opened = [], "{" in hide(row) and "}" not in hide(row)
        if row.strip():
            start = start if block else number
            block.append(row)
        inside = opened
    if block:
        yield start, block


def _notes(comments: str) -> tuple[str, Draft]:
    """The identifier that comments give, and the fields that they and their tags say."""
    found = [(kind, show(value)) for kind, value in NOTE.findall(comments)]
    name = next((value for kind, value in found if kind == "id" and value), "")
    return name, labelled(value for kind, value in found if kind == "tag")


def _question(text: str) -> tuple[Draft, Read]:
    title, text = _title(text)
    before, brace, rest = text.partition("{")
    body, closing, after = rest.rpartition("}")
    if not brace:
        raise NotUnderstood(message("it asks nothing: there is no answer between braces"))
    if not closing:
        raise NotUnderstood(message("the brace that opens the answers is not closed"))
    if APART.search(body):
        raise NotUnderstood(TWO_PLACES)
    body, _, general = body.partition("####")
    read = read_answers(body)
    statement, read.content = _placed(before, after, read.content)
    if not statement.strip():
        raise NotUnderstood(NO_STATEMENT)
    draft = draft_of(title, statement, read.content)
    if read.content["type"] == "extended_text":
        _model_answer(read, rich(general))
    elif general.strip():
        sides = ("correct", "incorrect")
        read.feedback = {side: with_general(read.feedback.get(side, ""), rich(general)) for side in sides}
    if any(read.feedback.values()):
        draft["feedback"] = read.feedback
    return draft, read


def _placed(before: str, after: str, content: Draft) -> tuple[str, Draft]:
    """The statement, and the content that the answers make where they stand.

    A text after the answers has a missing word; where our own exports say what kind, it is one blank or one menu.
    """
    for mark, place in GAPS.items():
        if mark in before:
            head = FORMAT.match(before)
            said, text = before.split(mark, 1)
            whole = rich(f"{head[0] if head else ''}{text}{HOLE}{after}")
            return rich(said), place(content) | {"text": whole.replace(HOLE, f"{{{{{GAP}}}}}")}
    if html_to_text(after).strip(' \n\t";.'):
        return rich(f"{before} _____ {after}"), content
    return rich(before + after if "<" in after else before), content


def _blank(content: Draft) -> Draft:
    blank: Draft = {"id": GAP, "label": "Réponse 1"}
    if "options" in content:
        keys = content.get("keys") or [content["key"]]
        accepted = [option["text"] for option in content["options"] if option["id"] in keys]
        blank |= {"options": [option["text"] for option in content["options"]], "accepted": accepted}
    else:
        blank |= {"accepted": content.get("accepted", []), "tolerances": content.get("tolerances", [])}
    return {"type": "blanks", "blanks": [blank], "strategy": "all_or_nothing"}


def _menu(content: Draft) -> Draft:
    menu = {"id": GAP, "label": "Menu 1", "options": content.get("options", []), "key": content.get("key", "")}
    return {"type": "inline_choice", "menus": [menu], "strategy": "all_or_nothing"}


GAP, HOLE = "b1", "\ue0ff"
GAPS: dict[str, Callable[[Draft], Draft]] = {"<!-- text -->": _blank, "<!-- menu -->": _menu}


def _model_answer(read: Read, text: str) -> None:
    model_answer, criteria = without_criteria(text)
    read.content |= {"model_answer": model_answer, "criteria": list(criteria)}
    if not model_answer or not criteria:
        read.lost.append(message("a model answer and criteria are still to be written"))


def _title(text: str) -> tuple[str, str]:
    stripped = text.lstrip()
    if not stripped.startswith("::"):
        return "", text
    title, mark, rest = stripped[2:].partition("::")
    return (line(show(title)), rest) if mark else ("", text)
