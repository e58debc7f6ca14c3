"""The answers of a GIFT question, between its braces: their marks tell what kind of question it is."""

import re
from decimal import Decimal

from interop.importers.draft import NotUnderstood, number
from interop.importers.gift_text import rich, show
from interop.importers.weighed import (
    FULL,
    Read,
    Weighed,
    choice,
    matched,
    ordered,
    other_number,
    short_text,
    true_false,
)
from items.messages import message

ANSWER = re.compile(r"([~=])([^~=]*)")
WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:[.,][0-9]{0,30})?)%")
TRUTH = re.compile(r"\s*(TRUE|T|FALSE|F|VRAI|V|FAUX)\s*(?:#|$)", re.IGNORECASE)
CLOZE = re.compile(r"\s*\d*:[A-Z_]+:")


def read_answers(body: str) -> Read:
    """The content that the answers say; NotUnderstood when they say none."""
    marked = body.strip()
    if not marked:
        return Read({"type": "extended_text", "model_answer": "", "criteria": []})
    if found := TRUTH.match(marked):
        return _truth(found[1][0].upper() in "TV", marked)
    if CLOZE.match(marked):
        raise NotUnderstood(message("this is a Cloze question, which GIFT cannot hold"))
    if marked.startswith("#"):
        return _numerical(marked[1:])
    if marked.startswith(">"):
        return _order(marked[1:])
    answers = [(mark, text) for mark, text in ANSWER.findall(marked)]
    if any(mark == "~" for mark, _text in answers):
        return choice([_weighed(mark, text) for mark, text in answers], any(mark == "=" for mark, _ in answers))
    if answers and all("->" in text for _mark, text in answers):
        return _match([text for _mark, text in answers])
    return short_text([_weighed(mark, text) for mark, text in answers or [("=", marked)]], case=False)


def _truth(truth: bool, body: str) -> Read:
    wrong, right = (*map(rich, body.split("#")[1:3]), "", "")[:2]
    return true_false(truth, *((right, wrong) if truth else (wrong, right)))


def _weighed(mark: str, text: str) -> Weighed:
    weight, found = 100.0 if mark == "=" else 0.0, WEIGHT.match(text)
    if found:
        weight, text = float(found[1].replace(",", ".")), text[found.end() :]
    answer, _, feedback = text.partition("#")
    return Weighed(show(answer), weight, rich(feedback))


def _match(rows: list[str]) -> Read:
    return matched((show(source), show(target)) for source, _arrow, target in (row.partition("->") for row in rows))


def _numerical(body: str) -> Read:
    read = Read({"type": "number"})
    answers = ANSWER.findall(body) or [("=", body)]
    head = body[: body.find(answers[0][0])] if ANSWER.search(body) else ""
    if head.strip():
        answers.insert(0, ("=", head))
    for mark, text in answers:
        _read_number(mark, text, read)
    if "value" not in read.content:
        raise NotUnderstood(message("it has no right answer"))
    return read


def _read_number(mark: str, text: str, read: Read) -> None:
    each = _weighed(mark, text)
    if mark == "~" or each.text in ("", "*"):
        read.feedback["incorrect"] = each.feedback
    elif each.weight > FULL and "value" not in read.content:
        read.content |= _value(each.text)
        if each.feedback:
            read.feedback["correct"] = each.feedback
    else:
        read.lost += other_number(each)


def _value(text: str) -> dict[str, str]:
    """`5`, `5:0.1` or `4.9..5.1` as a value and its tolerance."""
    if ".." in text:
        low, high = (Decimal(number(bound)) for bound in text.split("..", 1))
        return {"value": number(f"{(low + high) / 2:f}"), "tolerance": number(f"{abs(high - low) / 2:f}")}
    value, _colon, tolerance = text.partition(":")
    return {"value": number(value), "tolerance": number(tolerance or "0").lstrip("-")}


def _order(body: str) -> Read:
    """The ordering plugin: a line of settings, then an item a line."""
    settings, *rows = body.strip("\n").split("\n")
    read = ordered([show(row) for row in rows if row.strip()])
    if "ALL_OR_NOTHING" not in settings:
        read.content["strategy"] = "per_pair"
    if "RELATIVE_NEXT_EXCLUDE_LAST" not in settings and "ALL_OR_NOTHING" not in settings:
        read.lost.append(message("the marks are shared between neighbours now"))
    return read
