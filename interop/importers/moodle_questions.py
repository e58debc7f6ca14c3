"""The question types of Moodle, one function each: XML to the content of an item."""

import re
from collections.abc import Callable
from urllib.parse import quote

from lxml import etree

from interop.html import escaped, html_to_text, pictures_of, to_markdown
from interop.importers.cloze import blanks
from interop.importers.draft import Draft, NotUnderstood, line, number, numbered, split_text
from interop.importers.languages import in_french
from interop.importers.weighed import (
    FULL,
    PARTIAL,
    Read,
    Weighed,
    choice,
    matched,
    ordered,
    other_number,
    refuse_options,
    short_text,
    true_false,
)
from interop.importers.xml import Element
from interop.texts import without_criteria
from items.messages import Message, message

FRACTION = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,30})?(?:E-[0-9]{1,2})?")
COORDINATE = re.compile(r"(\d{1,5})(?:\.\d+)?")
PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
SEPARATOR = "<!-- text -->"
TRUTHS = {"true": "true", "vrai": "true", "false": "false", "faux": "false"}
FEEDBACK_LOST = message("the feedback of each part did not come along")


def rich(element: Element | None) -> str:
    """The text of an element as Markdown."""
    return "" if element is None else _markdown(source_of(element), element)


def plain(element: Element) -> str:
    """The words of an element, as plain text on one line."""
    return source_of(element) if _is_ours(element) else html_to_text(source_of(element))


def source_of(element: Element) -> str:
    """The text of an element as it is, in one language."""
    text = element.find("text")
    return in_french(_inside(element if text is None else text))


def _inside(element: Element) -> str:
    """What an element holds. HTML that nothing hides from XML there is kept."""
    if not len(element):
        return element.text or ""
    own = ("file", "feedback", "answer", "tolerance", "text")
    parts = (etree.tostring(each, encoding="unicode", method="html") for each in element if each.tag not in own)
    return (element.text or "") + "".join(parts)


def _is_ours(element: Element) -> bool:
    """Whether the text is Markdown or plain already: the default format of Moodle is HTML."""
    return element.get("format", "html") in ("markdown", "plain_text")


def _markdown(source: str, element: Element) -> str:
    match element.get("format", "html"):
        case "markdown":
            return source
        case "plain_text":
            return escaped(source)
    return to_markdown(source)


def tells(question: Element, name: str) -> bool:
    """A truth value; an empty element says yes."""
    element = question.find(name)
    return element is not None and (element.text or "1").strip().lower() in ("true", "1")


def read_question(question: Element, kind: str) -> tuple[str, Read]:
    """The statement and the content of a question; NotUnderstood when it has no equivalent."""
    asked = question.find("questiontext")
    if kind in WITH_PLACES and asked is not None:
        read = WITH_PLACES[kind](question, source_of(asked))
        statement, read.content["text"] = _split(read.content["text"], asked)
        return statement, read
    if kind not in PLAIN:
        unknown = message("questions of the type %(type)s have no equivalent", type=kind)
        raise NotUnderstood(UNKNOWN.get(kind, unknown))
    return rich(asked), PLAIN[kind](question)


def parts_of(question: Element) -> list[Element]:
    """The answers of a question, whatever their element."""
    return [each for each in question if each.tag in ("answer", "subquestion", "dragbox", "selectoption")]


def name_of(part: Element, place: int) -> str:
    """What stands for an answer: its words, or else its place."""
    return plain(part) or f"Image {place}"


def _split(source: str, element: Element) -> tuple[str, str]:
    """What comes before the text with places, and that text, as Markdown."""
    if SEPARATOR in source:
        before, after = source.split(SEPARATOR, 1)
        return _markdown(before, element).strip(), _markdown(after, element).strip()
    return split_text(_markdown(source, element))


def _answers(question: Element) -> list[Weighed]:
    return [
        Weighed(_words(answer, place), _weight(answer), rich(answer.find("feedback")))
        for place, answer in enumerate(question.iterfind("answer"), 1)
    ]


def _words(part: Element, place: int) -> str:
    """The words of an answer, which its picture has when it has none."""
    return plain(part) or (f"Image {place}" if pictures_of(source_of(part)) else "")


def _weight(answer: Element) -> float:
    text = (answer.get("fraction", "").strip().removesuffix("%").rstrip() or "0").replace(",", ".")
    if not FRACTION.fullmatch(text) or abs(float(text)) > 100:
        raise NotUnderstood(message("the fraction « %(found)s » is not a number from -100 to 100", found=text[:20]))
    return float(text)


def _multichoice(question: Element) -> Read:
    single = (question.findtext("single") or "true").strip().lower() in ("true", "1")
    return choice(_answers(question), single)


def _truefalse(question: Element) -> Read:
    by_text = {TRUTHS.get(answer.text.strip().lower(), ""): answer for answer in _answers(question)}
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
            read.lost += other_number(each)
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
    rows = enumerate(question.iterfind("subquestion"), 1)
    return matched((_words(row, place), line(_target(row))) for place, row in rows)


def _target(row: Element) -> str:
    answer = row.find("answer")
    return "" if answer is None else source_of(answer)


def _ordering(question: Element) -> Read:
    answers = sorted(question.iterfind("answer"), key=_weight)
    read = ordered([_words(answer, place) for place, answer in enumerate(answers, 1)])
    grading = (question.findtext("gradingtype") or "").strip()
    if grading in ("RELATIVE_NEXT_EXCLUDE_LAST", "1"):
        read.content["strategy"] = "per_pair"
    elif grading not in ("ALL_OR_NOTHING", "-1"):
        read.content["strategy"] = "per_pair"
        read.lost.append(message("the marks are shared between neighbours now"))
    if any(rich(answer.find("feedback")) for answer in answers):
        read.lost.append(FEEDBACK_LOST)
    if (question.findtext("selecttype") or "ALL").strip() not in ("ALL", "0"):
        read.lost.append(message("some items drawn by chance were to be put in order: all of them are now"))
    return read


def _essay(question: Element) -> Read:
    notes = rich(question.find("graderinfo")) or rich(question.find("generalfeedback"))
    model_answer, criteria = without_criteria(notes)
    read = Read({"type": "extended_text", "model_answer": model_answer, "criteria": list(criteria)})
    if not model_answer or not criteria:
        read.lost.append(message("a model answer and criteria are still to be written"))
    if rich(question.find("responsetemplate")):
        read.lost.append(message("the beginning of an answer that it gave did not come along"))
    if (question.findtext("attachments") or "0").strip() not in ("", "0"):
        read.lost.append(message("files could be handed in: a text alone is asked now"))
    return read


def _cloze(question: Element, text: str) -> Read:
    return blanks(text)


def _gapselect(question: Element, text: str) -> Read:
    boxes = question.findall("selectoption") or question.findall("dragbox")
    choices = [
        (line(html_to_text(in_french(box.findtext("text") or ""))), (box.findtext("group") or "1").strip())
        for box in boxes
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
    texts = list(dict.fromkeys(text for text, each in choices if each == group))
    key = texts.index(choices[place - 1][0]) + 1
    refuse_options(texts)
    return {"id": f"m{count}", "label": f"Menu {count}", "options": numbered(texts), "key": f"o{key}"}


def _several(question: Element) -> Read:
    """Plugins in which each option is right or wrong: all or nothing, or a share of the marks each."""
    content = choice(_answers(question), single=False).content
    whole = question.get("type") == "multichoiceset"
    return Read(content | {"strategy": "all_or_nothing"}, [] if whole else [PARTIAL])


def _gapfill(question: Element, text: str) -> Read:
    """The plugin `gapfill`: `Il [rit|sourit]`, typed or chosen among all the words."""
    marks = (question.findtext("delimitchars") or "").strip()
    left, right = (marks[0], marks[1]) if len(marks) > 1 else ("[", "]")
    answers = [plain(answer) for answer in question.iterfind("answer")]
    chosen = (question.findtext("answerdisplay") or "").strip() in ("dragdrop", "dropdown")
    tolerances = [] if tells(question, "casesensitive") else ["case"]
    gaps: list[Draft] = []

    def gap(found: re.Match[str]) -> str:
        accepted = [line(html_to_text(each)) for each in found[1].split("|")]
        gaps.append({"id": f"b{len(gaps) + 1}", "label": f"Réponse {len(gaps) + 1}", "accepted": accepted})
        return f"{{{{b{len(gaps)}}}}}"

    text = re.sub(rf"{re.escape(left)}([^<>{re.escape(left + right)}]{{1,500}}){re.escape(right)}", gap, text)
    offered = list(dict.fromkeys(filter(None, [*(a for each in gaps for a in each["accepted"]), *answers])))
    for each in gaps:
        each |= {"options": offered} if chosen and len(offered) > 1 else {"tolerances": tolerances}
    if not gaps:
        raise NotUnderstood(message("the text has no blank"))
    strategy = "per_blank" if len(gaps) > 1 else "all_or_nothing"
    return Read({"type": "blanks", "text": text, "blanks": gaps, "strategy": strategy})


def _marker(question: Element) -> Read:
    """One marker to put on an image: zones to show. Those that are wrong are not drawn in Moodle."""
    file, drags = question.find("file"), question.findall("drag")
    zones = [zone for zone in question.iterfind("drop") if (zone.findtext("coords") or "").strip()]
    if file is None or len(drags) != 1 or not zones:
        raise NotUnderstood(UNKNOWN["ddmarker"])
    areas = [_zone(zone, place) for place, zone in enumerate(zones, 1)]
    content = {
        "type": "hotspot",
        "image": f"@@PLUGINFILE@@/{quote(file.get('name', ''))}",
        "alt": "",
        "width": 0,
        "height": 0,
        "areas": areas,
        "keys": [area["id"] for area in areas],
    }
    return Read(content, [message("the zones that are wrong are still to be drawn")])


def _zone(zone: Element, place: int) -> Draft:
    """A zone of Moodle: `x,y;radius`, `left,top;width,height` or `x,y;x,y;…`."""
    shape, points = (zone.findtext("shape") or "").strip(), COORDINATE.findall(zone.findtext("coords") or "")
    numbers = [int(point) for point in points]
    if shape == "rectangle" and len(numbers) == 4:
        numbers = [numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]]
    if shape not in ("circle", "rectangle", "polygon"):
        raise NotUnderstood(message("the shape %(shape)s has no equivalent", shape=shape))
    return {"id": f"z{place}", "label": f"Zone {place}", "shape": shape, "coordinates": numbers}


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
    "multichoiceset": _several,
    "oumultiresponse": _several,
    "ddmatch": _matching,
    "ddmarker": _marker,
}
WITH_PLACES: dict[str, Callable[[Element, str], Read]] = {
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _gapselect,
    "ddwtos": _gapselect,
    "gapfill": _gapfill,
}
UNKNOWN: dict[str, Message] = {
    "ddmarker": message("several markers to put on an image have no equivalent"),
    "ddimageortext": message("labels to put on an image have no equivalent"),
    "calculated": message("a question with values drawn by chance has no equivalent"),
    "calculatedsimple": message("a question with values drawn by chance has no equivalent"),
    "calculatedmulti": message("a question with values drawn by chance has no equivalent"),
    "random": message("a question drawn by chance in a category has no equivalent"),
    "randomsamatch": message("a match made of questions drawn by chance has no equivalent"),
}
"""What a teacher reads of the types of Moodle that cannot come in."""
