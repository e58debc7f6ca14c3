"""Moodle XML in: multichoice and truefalse; what else it can say becomes a finding with its line."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from interop.findings import Finding, RefusedFileError
from interop.importers.draft import (
    UUID,
    Choice,
    Draft,
    NotUnderstood,
    choice_content,
    labelled,
    line,
    true_false_content,
)
from interop.importers.html import to_markdown

Element = etree._Element
FRACTION = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{0,12})?")


def read(path: Path) -> Iterator[Draft | Finding]:
    """Each question of a Moodle XML file, or what is wrong with it. Memory does not grow with the file."""
    events = etree.iterparse(
        str(path), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        for event, element in events:
            if event == "start":
                _refuse_doctype(element)
            elif element.tag == "question":
                yield from _findings_and_draft(element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise RefusedFileError(f"this is not well-formed XML: {error}") from None


def _refuse_doctype(element: Element) -> None:
    if element.getparent() is None:
        if element.getroottree().docinfo.doctype:
            raise RefusedFileError("the file declares a document type (DTD), which no question bank needs")
        if element.tag != "quiz":
            raise RefusedFileError(f"this is not a Moodle question bank: it starts with <{element.tag}>")


def _findings_and_draft(question: Element) -> Iterator[Draft | Finding]:
    kind, title = question.get("type", ""), line(question.findtext("name/text") or "")
    if kind == "category":
        return
    where = f"line {question.sourceline}, question {kind}"
    try:
        content, lost = _content(question, kind)
    except NotUnderstood as reason:
        yield Finding("error", where, str(reason), title)
        return
    if lost:
        yield Finding("warning", where, lost, title)
    for file in question.iter("file"):
        yield Finding("warning", where, f"the file {file.get('name')} did not come along", title)
    yield _draft(question, title, content)


def _draft(question: Element, title: str, content: Draft) -> Draft:
    statement = _rich(question.find("questiontext"))
    draft: Draft = {"title": title or line(statement)[:100], "statement": statement, "content": content}
    draft |= labelled(line(tag) for tag in question.xpath("tags/tag/text/text()"))
    identity = (question.findtext("idnumber") or "").strip()
    if UUID.fullmatch(identity):
        draft["id"] = identity
    general = _rich(question.find("generalfeedback"))
    feedback = {side: _rich(question.find(f"{side}feedback")) or general for side in ("correct", "incorrect")}
    if any(feedback.values()):
        draft["feedback"] = feedback
    if hint := _rich(question.find("hint")):
        draft["hint"] = hint
    if (shuffle := question.findtext("shuffleanswers")) is not None:
        draft["delivery"] = {"shuffle": shuffle.strip() in ("true", "1")}
    return draft


def _content(question: Element, kind: str) -> tuple[Draft, str]:
    choices = [
        Choice(_rich(answer), _weight(answer), _rich(answer.find("feedback"))) for answer in question.iterfind("answer")
    ]
    if kind == "truefalse":
        by_text = {choice.text.lower(): choice for choice in choices}
        if set(by_text) != {"true", "false"}:
            raise NotUnderstood("its answers are not « true » and « false »")
        right, wrong = by_text["true"], by_text["false"]
        return true_false_content(right.weight > 0, right.feedback, wrong.feedback), ""
    if kind != "multichoice":
        raise NotUnderstood(f"questions of the type {kind} are not imported so far")
    return choice_content(choices, (question.findtext("single") or "true").strip() in ("true", "1"))


def _weight(answer: Element) -> float:
    text = answer.get("fraction", "0")
    if not FRACTION.fullmatch(text.strip()) or abs(float(text)) > 100:
        raise NotUnderstood(f"the fraction {text[:20]!r} is not a number from -100 to 100")
    return float(text)


def _rich(element: Element | None) -> str:
    """The text of an element as Markdown; the default format of Moodle is HTML."""
    if element is None:
        return ""
    text = element.findtext("text") or ""
    if element.get("format", "html") in ("markdown", "plain_text"):
        return text
    return to_markdown(text)
