"""Moodle XML in: every question type of Moodle that has an equivalent; the others become findings with their line."""

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path

from interop.findings import Finding
from interop.importers.draft import Draft, NotUnderstood, Result, draft_of, identity, line
from interop.importers.files import File, take_files
from interop.importers.moodle_questions import read_question, rich, tells
from interop.importers.weighed import Read
from interop.importers.xml import Element, elements
from interop.labels import labelled


def read(path: Path) -> Iterator[Result]:
    """Each question of a Moodle XML file, or what is wrong with it. Memory does not grow with the file."""
    category: Draft = {}
    for question in elements(path, root=("quiz", "question"), each="question"):
        if question.get("type") == "category":
            category = _category(question.findtext("category/text") or "")
        else:
            yield from _question(question, category)


def _category(text: str) -> Draft:
    """The alignment that a category ending in `crcn/1.1` says, at a level still to be chosen."""
    *_before, framework, competence = ["", *text.strip().split("/")]
    fields = labelled([f"{framework}:{competence}:1"])
    return fields if "alignments" in fields else {}


def _question(question: Element, category: Draft) -> Iterator[Result]:
    kind, title = question.get("type", ""), line(question.findtext("name/text") or "")
    where = f"line {question.sourceline}, question {kind}"
    try:
        statement, found = read_question(question, kind)
    except NotUnderstood as reason:
        yield Finding("error", where, reason.reason, title or line(rich(question.find("questiontext")))[:80])
        return
    draft = _draft(question, title, statement, found)
    for name, value in category.items():
        draft.setdefault(name, value)
    yield from (Finding("warning", where, lost, draft["title"]) for lost in dict.fromkeys(found.lost))
    yield from take_files(draft, dict(_files(question)), where)
    yield draft


def _draft(question: Element, title: str, statement: str, found: Read) -> Draft:
    draft = draft_of(title, statement, found.content) | identity(question.findtext("idnumber"))
    draft |= labelled(line(tag.text or "") for tag in question.iterfind("tags/tag/text"))
    general = rich(question.find("generalfeedback"))
    sides = ("correct", "incorrect")
    feedback = {side: found.feedback.get(side) or rich(question.find(f"{side}feedback")) for side in sides}
    if general and found.content["type"] != "extended_text":
        feedback = {side: text or general for side, text in feedback.items()}
    if any(feedback.values()):
        draft["feedback"] = feedback
    if hint := rich(question.find("hint")):
        draft["hint"] = hint
    if question.find("shuffleanswers") is not None:
        draft["delivery"] = {"shuffle": tells(question, "shuffleanswers")}
    return draft


def _files(question: Element) -> Iterator[tuple[str, File]]:
    """Each file by the path that texts name it by; a path may also be its bare name."""
    for element in question.iter("file"):
        try:
            content = base64.b64decode(element.text or "", validate=False)
        except binascii.Error:
            continue
        name = element.get("name", "")
        file = File(name, content)
        yield f"{element.get('path', '/').strip('/')}/{name}".lstrip("/"), file
        yield name, file
