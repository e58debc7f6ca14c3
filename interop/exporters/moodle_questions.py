"""How Moodle asks what each item type asks: the type of the question, and its answers."""

import re
from typing import NamedTuple
from xml.sax.saxutils import escape

from interop.exporters.cloze import cloze
from interop.exporters.exporter import Ledger, NotExpressible, no_equivalent, spelled
from interop.exporters.moodle_xml import Fill, answer, rich, text, yes
from interop.exporters.weights import weights
from interop.texts import with_criteria
from items.document import Item
from items.messages import message
from items.types import (
    Blanks,
    ExtendedText,
    FileTask,
    Hotspot,
    InlineChoice,
    Match,
    MultipleChoice,
    Number,
    Order,
    ShortText,
    SingleChoice,
    WebTask,
)

MENU = re.compile(r"\[\[\[*\d+\]")


class Question(NamedTuple):
    """A Moodle question: its type, the parts of its text and the XML of its answers.

    `fill` gives what stands in the place of each blank. `combined`: it has right and wrong feedback of its own;
    `feedback`: it says them one way or another; `shuffles`: it says whether to shuffle.
    """

    kind: str
    parts: tuple[str, ...]
    body: str
    fill: Fill | None = None
    combined: bool = False
    feedback: bool = False
    shuffles: bool = False


def asked(item: Item, ledger: Ledger) -> Question:
    """The question of an item; NotExpressible when Moodle has none."""
    match item.content:
        case SingleChoice() | MultipleChoice() as content:
            return _choice(item, content, ledger)
        case ShortText() | Number() as content:
            return _typed(item, item.statement, content, ledger)
        case Blanks() as content:
            return Question("cloze", (item.statement, content.text), "", cloze(content, ledger).__getitem__)
        case InlineChoice() as content:
            return _inline_choice(item, content, ledger)
        case Order() as content:
            return _order(item, content, ledger)
        case Match() as content:
            return _match(item, content, ledger)
        case FileTask() | WebTask() as content:
            return _task(item, content, ledger)
        case ExtendedText() as content:
            ledger.degrade("human-marking")
            notes = rich("graderinfo", with_criteria(content.model_answer, content.criteria))
            return Question("essay", (item.statement,), f"<responseformat>editor</responseformat>{notes}")
        case Hotspot():
            raise NotExpressible(message("Moodle puts markers on an image, and makes large images smaller"))
        case other:
            raise no_equivalent(other)


def _choice(item: Item, content: SingleChoice | MultipleChoice, ledger: Ledger) -> Question:
    shares = weights(content, ledger)
    answers = [answer(shares[option.id], option.text, option.feedback) for option in content.options]
    single = yes(isinstance(content, SingleChoice))
    body = f"<single>{single}</single><answernumbering>none</answernumbering>{''.join(answers)}"
    return Question("multichoice", (item.statement,), body, combined=True, feedback=True, shuffles=True)


def _typed(item: Item, statement: str, content: ShortText | Number, ledger: Ledger) -> Question:
    otherwise = answer("0", "*", item.feedback.incorrect) if item.feedback.incorrect else ""
    if isinstance(content, Number):
        return Question("numerical", (statement,), _number(content, item.feedback.correct, otherwise), feedback=True)
    body = _short_text(content, item.feedback.correct, ledger) + otherwise
    return Question("shortanswer", (statement,), body, feedback=True)


def _short_text(content: ShortText, feedback: str, ledger: Ledger) -> str:
    if content.placeholder:
        ledger.lose("content.placeholder", message("the format has no place for it"))
    accepted = spelled(content, "content", ledger)
    refused = {wrong.text: wrong.feedback for wrong in content.refused}
    answers = [answer("0", _wild(wrong), told) for wrong, told in refused.items()]
    answers += [answer("100", _wild(right), feedback) for right in accepted if right not in refused]
    case = "0" if "case" in content.tolerances else "1"
    return f"<usecase>{case}</usecase>{''.join(answers)}"


def _wild(value: str) -> str:
    """A short answer, where `*` would stand for anything."""
    return value.replace("*", r"\*")


def _number(content: Number, feedback: str, otherwise: str) -> str:
    more = f"<tolerance>{content.tolerance}</tolerance>"
    units = "".join(
        f"<unit><multiplier>1</multiplier><unit_name>{escape(name)}</unit_name></unit>"
        for name in (content.unit, *content.units)
        if content.unit
    )
    if not units:
        return answer("100", content.value, feedback, more) + otherwise
    grading = f"<unitgradingtype>{int(content.unit_required)}</unitgradingtype><unitpenalty>1</unitpenalty>"
    shown = "<showunits>0</showunits><unitsleft>0</unitsleft>"
    return f"{answer('100', content.value, feedback, more)}{otherwise}<units>{units}</units>{grading}{shown}"


def _inline_choice(item: Item, content: InlineChoice, ledger: Ledger) -> Question:
    if MENU.search(f"{item.statement} {content.text}"):
        raise NotExpressible(message("it holds « [[1]] », which the format takes for a menu"))
    if content.strategy == "all_or_nothing" and len(content.menus) > 1:
        ledger.degrade("partial-credit", "content.strategy")
    ledger.lose("content.menus.label", message("the format has no place for it"))
    if any(option.feedback for menu in content.menus for option in menu.options):
        ledger.lose("content.menus.options.feedback", message("no place for the feedback of each part"))
    places: dict[str, str] = {}
    choices: list[str] = []
    for group, menu in enumerate(content.menus, 1):
        right = next(place for place, option in enumerate(menu.options, 1) if option.id == menu.key)
        places[menu.id] = f"[[{len(choices) + right}]]"
        choices += [f"<selectoption>{text(o.text)}<group>{group}</group></selectoption>" for o in menu.options]
    parts, menus = (item.statement, content.text), "".join(choices)
    return Question("gapselect", parts, menus, places.__getitem__, combined=True, feedback=True, shuffles=True)


def _order(item: Item, content: Order, ledger: Ledger) -> Question:
    ledger.lose_feedback("content.items")
    texts = {option.id: option.text for option in content.items}
    grading = "ALL_OR_NOTHING" if content.strategy == "all_or_nothing" else "RELATIVE_NEXT_EXCLUDE_LAST"
    head = f"<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><gradingtype>{grading}</gradingtype>"
    answers = [answer(str(place), texts[key]) for place, key in enumerate(content.key, 1)]
    return Question("ordering", (item.statement,), head + "".join(answers), combined=True, feedback=True)


def _match(item: Item, content: Match, ledger: Ledger) -> Question:
    ledger.lose_feedback("content.sources", "content.targets")
    if content.strategy == "all_or_nothing":
        ledger.degrade("partial-credit", "content.strategy")
    if content.one_to_one:
        ledger.change("content.one_to_one", message("a target can be used again"))
    targets = {target.id: target.text for target in content.targets}
    partners = dict(content.pairs)
    rows = [_row(source.text, targets[partners[source.id]]) for source in content.sources]
    rows += [_row("", lure) for target, lure in targets.items() if target not in partners.values()]
    return Question("matching", (item.statement,), "".join(rows), combined=True, feedback=True, shuffles=True)


def _row(source: str, target: str) -> str:
    return f'<subquestion format="plain_text">{text(source)}<answer>{text(target)}</answer></subquestion>'


def _task(item: Item, content: FileTask | WebTask, ledger: Ledger) -> Question:
    ledger.degrade("plain-question", "content.type")
    statement = item.statement
    if isinstance(content, WebTask):
        ledger.degrade("plain-question", "content.sites", "statement")
        statement = "\n\n".join([statement, *(f"[{_shown(site)}]({site})" for site in content.sites)])
    return _typed(item, statement, content.response, ledger)


def _shown(site: str) -> str:
    return site.removeprefix("https://").translate({ord("["): "(", ord("]"): ")"})
