"""QTI 1.2 in, as Canvas and Blackboard still write it: choices, short texts, numbers, matches, essays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from interop.findings import Finding
from interop.html import html_to_text, to_markdown
from interop.importers.draft import ASKED, NotUnderstood, Result, draft_of, line, number, of_others, other_worth
from interop.importers.files import File, take_files
from interop.importers.qti.words import first, named, renamed
from interop.importers.weighed import PARTIAL, Read, Weighed, choice, matched, short_text, with_general
from interop.importers.xml import Element
from items.messages import message

RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
TEXTS = ("mattext", "mat_formattedtext")
PICTURES = ("$IMS-CC-FILEBASE$/", "%24IMS-CC-FILEBASE%24/")
"""Where Canvas says that its pictures are: the folder `web_resources` of the package."""
MOST = "SCORE.max"


@dataclass(slots=True)
class Rules:
    """What an item says of answers: the marks of values by response, bounds of a number, what names of feedback are of.

    `told` gives for the name of a feedback the option it is of, or nothing; `right` counts the rules that give marks.
    """

    marks: dict[str, dict[str, float]] = field(default_factory=dict)
    bounds: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    right: int = 0
    case: bool = False


def read_old(root: Element, where: str, files: Mapping[str, File]) -> Iterator[Result]:
    """Each item of a file, or what is wrong with it."""
    root = renamed(root)
    test = first(root, "assessment")
    category = "" if test is None else line(test.get("title") or "")
    items = [*named(root, "item")]
    if not items:
        yield Finding("error", where or "file", message("it asks nothing"))
    for item in items:
        yield from _read_item(item, f"{where}, line {item.sourceline}".lstrip(", "), files, category)


def _read_item(item: Element, where: str, files: Mapping[str, File], category: str) -> Iterator[Result]:
    title, asked = line(item.get("title") or ""), first(item, "presentation")
    try:
        statement = "" if asked is None else _said(asked)
        rules = _rules(item)
        found = _content(item, rules)
    except NotUnderstood as reason:
        yield Finding("error", where, reason.reason, title)
        return
    draft = of_others(draft_of(title, statement or ASKED, found.content), item.get("ident"), category)
    if any((feedback := _feedback(item, rules)).values()):
        draft["feedback"] = feedback
    yield from (Finding("warning", where, lost, draft["title"]) for lost in dict.fromkeys(found.lost))
    if worth := other_worth(_metadata(item).get("points_possible")):
        yield Finding("note", where, worth, draft["title"])
    yield from take_files(draft, files, where)
    yield draft


def _metadata(item: Element) -> dict[str, str]:
    fields = named(item, "qtimetadatafield")
    told = {(each.findtext("fieldlabel") or ""): (each.findtext("fieldentry") or "").strip() for each in fields}
    return {"question_type": item.findtext(".//bbmd_questiontype") or "", **told}


def _said(element: Element) -> str:
    """The words of an element as Markdown, without those of its responses."""
    own = (each for each in named(element, *TEXTS) if next(each.iterancestors(*RESPONSES), None) is None)
    return "\n\n".join(filter(None, (to_markdown(_source(each)) for each in own)))


def _source(text: Element) -> str:
    source = "".join(map(str, text.itertext()))
    for folder in PICTURES:
        source = source.replace(folder, "@@PLUGINFILE@@/web_resources/")
    return source


def _plain(element: Element | None) -> str:
    texts = () if element is None else named(element, *TEXTS)
    return " ".join(filter(None, (html_to_text(_source(each)) for each in texts)))


def _rules(item: Element) -> Rules:
    rules = Rules()
    for rule in named(item, "respcondition"):
        mark = max((_mark(each.text or "") for each in named(rule, "setvar")), default=0.0)
        values = [each for each in named(rule, "varequal") if next(each.iterancestors("not"), None) is None]
        if mark > 0:
            rules.right += 1
            _reward(rules, rule, values, mark)
        alone = (values[0].text or values[0].get("respident") or "").strip() if len(values) == 1 else ""
        for shown in named(rule, "displayfeedback"):
            rules.told[shown.get("linkrefid") or ""] = "" if mark > 0 else alone
    return rules


def _reward(rules: Rules, rule: Element, values: list[Element], mark: float) -> None:
    for each in values:
        marks, value = rules.marks.setdefault(each.get("respident") or "", {}), (each.text or "").strip()
        marks[value] = max(mark, marks.get(value, 0.0))
        rules.case |= (each.get("case") or "").casefold() == "yes"
    least, most = (next(named(rule, *names), None) for names in (("vargte", "vargt"), ("varlte", "varlt")))
    if least is not None and most is not None:
        rules.bounds.append((Decimal(number(least.text or "")), Decimal(number(most.text or ""))))


def _mark(text: str) -> float:
    return 100.0 if text.strip() == MOST else float(number(text or "0"))


def _content(item: Element, rules: Rules) -> Read:
    responses = [*named(item, *RESPONSES)]
    if not responses:
        raise NotUnderstood(message("it asks nothing"))
    if len(responses) > 1:
        return _match(responses, rules)
    (response,) = responses
    marks = rules.marks.get(response.get("ident") or "", {})
    if response.tag == "response_lid":
        return _choice(item, response, marks, rules)
    if not (marks or rules.bounds):
        lost = message("a model answer and criteria are still to be written")
        return Read({"type": "extended_text", "model_answer": "", "criteria": []}, [lost])
    if rules.bounds or "numerical" in _metadata(item)["question_type"]:
        return _number(marks, rules)
    best = max(marks.values())
    return short_text([Weighed(text, 100 * mark / best) for text, mark in marks.items()], rules.case)


def _choice(item: Element, response: Element, marks: dict[str, float], rules: Rules) -> Read:
    told = {option: _told(item, name) for name, option in rules.told.items() if option}
    best = max(marks.values(), default=1.0)
    options = [
        Weighed(_plain(each), 100 * marks.get(key, 0.0) / best, told.get(key, ""))
        for each in named(response, "response_label")
        if (key := each.get("ident") or "")
    ]
    if (response.get("rcardinality") or "").casefold() != "multiple":
        return choice(options, single=True)
    content = choice(options, single=False).content
    return Read(content | {"strategy": "all_or_nothing"}, [PARTIAL] if rules.right > 1 else [])


def _number(marks: dict[str, float], rules: Rules) -> Read:
    """The middle of the bounds, or the value that is right by itself."""
    bounds = rules.bounds or [(value, value) for value in map(Decimal, map(number, marks))]
    least, most = bounds[0]
    content = {"value": number(f"{(least + most) / 2:f}"), "tolerance": number(f"{(most - least) / 2:f}")}
    several = [message("it had several right values: only the first one is right now")] if len(bounds) > 1 else []
    return Read({"type": "number", **content}, several)


def _match(responses: list[Element], rules: Rules) -> Read:
    """Several lists of the same choices are a match."""
    labels = [{each.get("ident"): _plain(each) for each in named(one, "response_label")} for one in responses]
    if any([*each.values()] != [*labels[0].values()] for each in labels) or not any(labels[0].values()):
        raise NotUnderstood(
            message("it asks several questions at once: make a question of each there, and export again")
        )
    pairs = []
    for response, choices in zip(responses, labels, strict=True):
        right = next(iter(rules.marks.get(response.get("ident") or "", {})), "")
        pairs.append((_plain(response.find("material")), choices.get(right, "")))
    return matched([*pairs, *(("", target) for target in labels[0].values())])


def _told(item: Element, name: str) -> str:
    return "\n\n".join(_said(each) for each in named(item, "itemfeedback") if each.get("ident") == name)


def _feedback(item: Element, rules: Rules) -> dict[str, str]:
    """What is said of a right and of a wrong answer: names tell which, and other names are of both."""
    sides, general = {"correct": "", "incorrect": ""}, ""
    for name in (name for name, option in rules.told.items() if not option):
        side = next((side for side in ("incorrect", "correct") if side in name.casefold()), "")
        if side:
            sides[side] = with_general(sides[side], _told(item, name))
        else:
            general = with_general(general, _told(item, name))
    return {side: with_general(text, general) for side, text in sides.items()}
