"""The question types of Moodle, one function each: XML to the content of an item."""

import re
from collections.abc import Callable

from interop.html import html_to_text, to_markdown
from interop.importers.cloze import DEFAULT_STATEMENT, blanks
from interop.importers.draft import Draft, NotUnderstood, line, number, numbered
from interop.importers.weighed import FULL, PARTIAL, Read, Weighed, choice, short_text, true_false
from interop.importers.xml import Element
from interop.texts import without_criteria
from items.messages import message
from items.types.content import GAP

FRACTION = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{0,12})?")
PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
SEPARATOR = "<!-- text -->"
FEEDBACK_LOST = message("the feedback of each part did not come along")
MOST_OPTIONS = 20


def rich(element: Element | None) -> str:
    """The text of an element as Markdown."""
    return "" if element is None else _markdown(_source(element), element)


def plain(element: Element) -> str:
    """The words of an element, as plain text on one line."""
    return _source(element) if _is_ours(element) else html_to_text(_source(element))


def _source(element: Element) -> str:
    return (element.findtext("text") if element.find("text") is not None else element.text) or ""


def _is_ours(element: Element) -> bool:
    """Whether the text is Markdown or plain already: the default format of Moodle is HTML."""
    return element.get("format", "html") in ("markdown", "plain_text")


def _markdown(source: str, element: Element) -> str:
    return source if _is_ours(element) else to_markdown(source)


def tells(question: Element, name: str) -> bool:
    """A truth value; an empty element says yes."""
    element = question.find(name)
    return element is not None and (element.text or "1").strip().lower() in ("true", "1")


def read_question(question: Element, kind: str) -> tuple[str, Read]:
    """The statement and the content of a question; NotUnderstood when it has no equivalent."""
    asked = question.find("questiontext")
    if kind in WITH_PLACES and asked is not None:
        read = WITH_PLACES[kind](question, _source(asked))
        statement, read.content["text"] = _split(read.content["text"], asked)
        return statement, read
    if kind not in PLAIN:
        raise NotUnderstood(message("questions of the type %(type)s have no equivalent", type=kind))
    return rich(asked), PLAIN[kind](question)


def _split(source: str, element: Element) -> tuple[str, str]:
    """What comes before the text with places, and that text, as Markdown."""
    if SEPARATOR in source:
        before, after = source.split(SEPARATOR, 1)
        return _markdown(before, element).strip(), _markdown(after, element).strip()
    paragraphs = _markdown(source, element).split("\n\n")
    first = next((index for index, text in enumerate(paragraphs) if GAP.search(text)), 0)
    return "\n\n".join(paragraphs[:first]) or DEFAULT_STATEMENT, "\n\n".join(paragraphs[first:])


def _answers(question: Element) -> list[Weighed]:
    return [
        Weighed(plain(answer), _weight(answer), rich(answer.find("feedback"))) for answer in question.iterfind("answer")
    ]


def _weight(answer: Element) -> float:
    text = answer.get("fraction", "0").strip()
    if not FRACTION.fullmatch(text) or abs(float(text)) > 100:
        raise NotUnderstood(message("the fraction « %(found)s » is not a number from -100 to 100", found=text[:20]))
    return float(text)


def _multichoice(question: Element) -> Read:
    single = (question.findtext("single") or "true").strip().lower() in ("true", "1")
    return choice(_answers(question), single)


def _truefalse(question: Element) -> Read:
    by_text = {answer.text.strip().lower(): answer for answer in _answers(question)}
    if set(by_text) != {"true", "false"}:
        raise NotUnderstood(message("its answers are not « true » and « false »"))
    right, wrong = by_text["true"], by_text["false"]
    return true_false(right.weight > 0, right.feedback, wrong.feedback)


def _shortanswer(question: Element) -> Read:
    return short_text(_answers(question), tells(question, "usecase"))


def _numerical(question: Element) -> Read:
    read = Read({"type": "number"})
    for element, each in zip(question.iterfind("answer"), _answers(question), strict=True):
        if each.text.strip() == "*":
            read.feedback["incorrect"] = each.feedback
        elif each.weight > FULL and "value" not in read.content:
            tolerance = number(element.findtext("tolerance") or "0").lstrip("-")
            read.content |= {"value": number(each.text), "tolerance": tolerance}
            read.feedback["correct"] = each.feedback
        else:
            read.lost.append(PARTIAL)
    if "value" not in read.content:
        raise NotUnderstood(message("it has no right answer"))
    _read_units(question, read)
    return read


def _read_units(question: Element, read: Read) -> None:
    units = [unit.findtext("unit_name") or "" for unit in question.iterfind("units/unit") if _is_one(unit)]
    if len(units) < len(question.findall("units/unit")):
        read.lost.append(message("units of another size did not come along"))
    if units:
        required = (question.findtext("unitgradingtype") or "0").strip() not in ("", "0")
        read.content |= {"unit": units[0], "units": units[1:], "unit_required": required}


def _is_one(unit: Element) -> bool:
    return number(unit.findtext("multiplier") or "1") == "1"


def _matching(question: Element) -> Read:
    rows = [(plain(row), line(row.findtext("answer/text") or "")) for row in question.iterfind("subquestion")]
    targets = {text: f"t{place}" for place, text in enumerate(dict.fromkeys(text for _source, text in rows if text), 1)}
    sources = numbered([source for source, target in rows if source and target], "s")
    pairs = [[source["id"], targets[target]] for source, (_s, target) in zip(sources, _full(rows), strict=True)]
    if len(sources) < 2 or len(targets) < 2:
        raise NotUnderstood(message("a match needs two sources and two targets or more"))
    content = {"type": "match", "sources": sources, "targets": numbered(list(targets), "t"), "pairs": pairs}
    return Read({**content, "strategy": "per_pair"})


def _full(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [row for row in rows if all(row)]


def _ordering(question: Element) -> Read:
    answers = sorted(question.iterfind("answer"), key=lambda answer: float(answer.get("fraction") or 0))
    items = numbered([plain(answer) for answer in answers])
    if len(items) < 2:
        raise NotUnderstood(message("an order needs two items or more"))
    read = Read({"type": "order", "items": items, "key": [item["id"] for item in items]})
    grading = (question.findtext("gradingtype") or "").strip()
    if grading in ("RELATIVE_NEXT_EXCLUDE_LAST", "1"):
        read.content["strategy"] = "per_pair"
    elif grading not in ("ALL_OR_NOTHING", "-1"):
        read.content["strategy"] = "per_pair"
        read.lost.append(message("the marks are shared between neighbours now"))
    if any(rich(answer.find("feedback")) for answer in answers):
        read.lost.append(FEEDBACK_LOST)
    return read


def _essay(question: Element) -> Read:
    notes = rich(question.find("graderinfo")) or rich(question.find("generalfeedback"))
    model_answer, criteria = without_criteria(notes)
    read = Read({"type": "extended_text", "model_answer": model_answer, "criteria": list(criteria)})
    if not model_answer or not criteria:
        read.lost.append(message("a model answer and criteria are still to be written"))
    return read


def _cloze(question: Element, text: str) -> Read:
    return blanks(text)


def _gapselect(question: Element, text: str) -> Read:
    boxes = question.findall("selectoption") or question.findall("dragbox")
    choices = [
        (line(html_to_text(box.findtext("text") or "")), (box.findtext("group") or "1").strip()) for box in boxes
    ]
    menus: list[Draft] = []

    def menu(found: re.Match[str]) -> str:
        place = int(found[1])
        if not 1 <= place <= len(choices):
            raise NotUnderstood(message("[[%(place)s]] names no choice", place=place))
        menus.append(_menu(choices, place, len(menus) + 1))
        return f"{{{{m{len(menus)}}}}}"

    text = PLACE.sub(menu, text)
    if not menus:
        raise NotUnderstood(message("the text has no place for a choice"))
    strategy = "per_menu" if len(menus) > 1 else "all_or_nothing"
    return Read({"type": "inline_choice", "text": text, "menus": menus, "strategy": strategy})


def _menu(choices: list[tuple[str, str]], place: int, count: int) -> Draft:
    group = choices[place - 1][1]
    texts = [text for text, each in choices if each == group]
    key = len([text for text, each in choices[:place] if each == group])
    if not 2 <= len(texts) <= MOST_OPTIONS:
        raise NotUnderstood(message("a menu needs from 2 to 20 choices, this one has %(count)s", count=len(texts)))
    return {"id": f"m{count}", "label": f"Menu {count}", "options": numbered(texts), "key": f"o{key}"}


def _description(question: Element) -> Read:
    raise NotUnderstood(message("a description asks nothing: it can become a tutorial"))


PLAIN: dict[str, Callable[[Element], Read]] = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "description": _description,
}
WITH_PLACES: dict[str, Callable[[Element, str], Read]] = {
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _gapselect,
    "ddwtos": _gapselect,
}
