"""Moodle XML in: every question type of Moodle that has an equivalent; the others become findings with their line."""

import base64
import binascii
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote

from interop.findings import Finding
from interop.html import escaped, html_to_text, pictures_of
from interop.importers.draft import (
    ASKED,
    NO_STATEMENT,
    Draft,
    NotUnderstood,
    Result,
    Unit,
    draft_of,
    line,
    of_others,
    other_worth,
)
from interop.importers.files import File, take_files
from interop.importers.images import take_image
from interop.importers.languages import ONE_LANGUAGE, is_in_several
from interop.importers.moodle_questions import name_of, parts_of, read_question, rich, source_of, tells
from interop.importers.weighed import Read, with_general
from interop.importers.xml import Element, elements
from interop.labels import labelled
from items.messages import Message, message

USUAL = {"Votre réponse est partiellement correcte", "Your answer is partially correct"}
"""What Moodle says of every partly right answer, unless its author wrote something else."""
USUAL_PENALTY = re.compile(r"0?\.(?:3333333|10*|0+)|[01](?:\.0*)?")
"""What Moodle writes by itself: a third of the marks, a tenth once, nothing, or all for true or false."""


def read(path: Path) -> Iterator[Result]:
    """Each question of a Moodle XML file, or what is wrong with it. Memory does not grow with the file."""
    for unit in units(path):
        yield from unit()


def units(path: Path) -> Iterator[Unit]:
    """Each question, to be read."""
    category = ""
    for question in elements(path, root=("quiz", "question"), each="question"):
        if isinstance(question, Finding):
            yield partial(iter, (question,))
        elif question.get("type") == "category":
            category = line(question.findtext("category/text") or "")
        else:
            yield partial(_question, question, category)


def _question(question: Element, category: str) -> Iterator[Result]:
    kind, title = question.get("type", ""), _title(question)
    where = f"line {question.sourceline}, question {kind}"
    files = dict(_files(question))
    try:
        statement, found = read_question(question, kind)
        if not statement:
            raise NotUnderstood(NO_STATEMENT)
        draft = _draft(question, title, "\n\n".join([statement, *_pictures(question)]), found)
        image = list(take_image(draft, files, where)) if found.content["type"] == "hotspot" else []
    except NotUnderstood as reason:
        yield Finding("error", where, reason.reason, title or line(rich(question.find("questiontext")))[:80])
        return
    draft = of_others(draft, question.findtext("idnumber"), category)
    yield from (Finding("warning", where, lost, draft["title"]) for lost in dict.fromkeys(found.lost))
    yield from (Finding("note", where, text, draft["title"]) for text in _notes(question, found.content["type"]))
    yield from (*image, *take_files(draft, files, where))
    draft["statement"] = draft["statement"] or ASKED
    yield draft


def _title(question: Element) -> str:
    name = question.find("name")
    return "" if name is None else line(html_to_text(source_of(name)))


def _notes(question: Element, kind: str) -> Iterator[Message]:
    """What is said of a question that came in, besides what its answers lost."""
    if any(map(is_in_several, map(str, question.itertext()))):
        yield ONE_LANGUAGE
    if worth := other_worth(question.findtext("defaultgrade") or question.findtext("defaultmark")):
        yield worth
    if (penalty := question.findtext("penalty") or "")[:12] and not USUAL_PENALTY.fullmatch(penalty.strip()):
        yield message(
            "each further try cost part of the marks (penalty %(penalty)s): it does not here", penalty=penalty[:12]
        )
    if (question.findtext("hidden") or "").strip() == "1":
        yield message("it was hidden in Moodle")
    partial = rich(question.find("partiallycorrectfeedback"))
    if partial and kind != "single_choice" and partial.rstrip(".") not in USUAL:
        yield message("the feedback of a partly right answer did not come along: « %(text)s »", text=partial[:100])


def _draft(question: Element, title: str, statement: str, found: Read) -> Draft:
    draft = draft_of(title, statement, found.content)
    draft |= labelled(line(tag.text or "") for tag in question.iterfind("tags/tag/text"))
    general = "" if found.content["type"] == "extended_text" else rich(question.find("generalfeedback"))
    sides = ("correct", "incorrect")
    told = {side: found.feedback.get(side) or rich(question.find(f"{side}feedback")) for side in sides}
    feedback = {side: with_general(text, general) for side, text in told.items()}
    if any(feedback.values()):
        draft["feedback"] = feedback
    if hints := [text for text in map(rich, question.iterfind("hint")) if text]:
        draft["hint"] = "\n\n".join(hints)
    if question.find("shuffleanswers") is not None:
        draft["delivery"] = {"shuffle": tells(question, "shuffleanswers")}
    return draft


def _pictures(question: Element) -> Iterator[str]:
    """What shows beside the words of a question: Moodle 1.9's picture, and those of its answers, each as a link."""
    if question.findtext("image_base64") and (name := (question.findtext("image") or "").strip()):
        yield f"![](@@PLUGINFILE@@/{quote(name.rpartition('/')[2])})"
    for place, part in enumerate(parts_of(question), 1):
        for address in pictures_of(source_of(part)):
            yield f"[{escaped(name_of(part, place))}]({address})"


def _files(question: Element) -> Iterator[tuple[str, File]]:
    """Each file by the path that texts name it by; a path may also be its bare name."""
    if old := question.findtext("image_base64"):
        name = (question.findtext("image") or "").strip().rpartition("/")[2]
        yield name, File(name, base64.b64decode(old, validate=False))
    for element in question.iter("file"):
        try:
            content = base64.b64decode(element.text or "", validate=False)
        except binascii.Error:
            continue
        name = element.get("name", "")
        file = File(name, content)
        yield f"{element.get('path', '/').strip('/')}/{name}".lstrip("/"), file
        yield name, file
