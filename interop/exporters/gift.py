"""GIFT, Moodle's plain text format (docs.moodle.org/en/GIFT_format), with its `[id:…]` and `[tag:…]` comments."""

from collections.abc import Iterable
from typing import IO

from interop.bundle import Bundle
from interop.exporters.exporter import (
    Accept,
    Exporter,
    Ledger,
    NotExpressible,
    lose_all_but,
    no_equivalent,
    render_each,
    spelled,
)
from interop.exporters.moodle_xml import ours_alone
from interop.exporters.weights import weights
from interop.labels import CARRIED as LABELLED
from interop.labels import labels
from interop.report import Report
from interop.texts import with_criteria
from items.document import Item
from items.markdown import CONTROL, fill_blanks, to_html
from items.messages import message
from items.types import (
    Blanks,
    ExtendedText,
    FileTask,
    InlineChoice,
    Match,
    MultipleChoice,
    Number,
    ShortText,
    SingleChoice,
    WebTask,
)
from items.types.blanks import Blank
from items.types.content import GAP

CARRIED = LABELLED
TEXT, MENU = "<!-- text -->", "<!-- menu -->"
"""Between the statement and a text with one blank, typed or chosen: comments, which nobody sees."""
HOLE = "\ue0ff"
SPECIAL = (*((character, f"\\{character}") for character in "\\~=#{}:"), ("\n", r"\n"))


def export(bundle: Bundle, stream: IO[bytes], accept: Accept = frozenset()) -> Report:
    """Write every challenge of a release that GIFT can say."""
    report = Report("gift")
    category = ""
    for place, text in render_each(bundle, report, accept, _question):
        if category != (category := f"$course$/top/{place}"):
            stream.write(f"$CATEGORY: {category}\n\n".encode())
        stream.write(text)
    return report


def _question(item: Item, ledger: Ledger) -> tuple[str, bytes]:
    """The competence of a question, and its text."""
    answers = _answers(item, ledger)
    content = item.content
    typed = isinstance(content, ShortText | Number | FileTask | WebTask) or _is_typed(content)
    lose_all_but(ledger, (*CARRIED, "feedback") if typed else CARRIED)
    tags = "".join(f" [tag:{_comment(label)}]" for label in labels(item))
    text = f"// [id:{item.id}]{tags}\n::{_escape(item.title)}::{_asked(item, answers)}\n\n"
    if "\r" in text:
        raise NotExpressible(message("it holds a bare carriage return, which GIFT takes for the end of a line"))
    return f"{item.primary.framework}/{item.primary.competence}", text.encode()


def _asked(item: Item, answers: str) -> str:
    """The statement and its answers, which stand inside a text that has one blank."""
    match item.content:
        case Blanks() as content:
            return _around(item, content.text, TEXT, answers)
        case InlineChoice() as content:
            return _around(item, content.text, MENU, answers)
        case WebTask() as content:
            return _rich("\n\n".join([item.statement, *content.sites])) + f"{{{answers}}}"
    return f"{_rich(item.statement)}{{{answers}}}"


def _around(item: Item, text: str, mark: str, answers: str) -> str:
    """The missing word form: what precedes the answers, then what follows."""
    parts = (item.statement, text)
    if any(CONTROL.search(part) for part in parts):
        raise NotExpressible(message("it holds a control character"))
    html = any(map(ours_alone, parts))
    whole = f"\n\n{mark}\n\n".join(map(to_html, parts) if html else parts)
    whole = fill_blanks(whole, lambda _name: HOLE) if html else GAP.sub(HOLE, whole)
    before, _hole, after = _escape(whole).partition(HOLE)
    return f"[{'html' if html else 'markdown'}]{before}{{{answers}}}{after}"


def _is_typed(content: object) -> bool:
    return isinstance(content, Blanks) and not content.blanks[0].options


def _answers(item: Item, ledger: Ledger) -> str:
    match item.content:
        case SingleChoice() | MultipleChoice() as content:
            return _choice(content, ledger)
        case ShortText() | Number() as content:
            return _typed(item, content, ledger)
        case Blanks(blanks=(blank,)) as content:
            return _blank(item, content, blank, ledger)
        case InlineChoice(menus=(menu,)):
            ledger.lose("content.menus.label", message("the format has no place for it"))
            return _rows((option.text, option.id == menu.key, option.feedback) for option in menu.options)
        case Blanks() | InlineChoice():
            raise NotExpressible(message("GIFT carries one blank only"))
        case Match() as content:
            return _match(content, ledger)
        case FileTask() | WebTask() as content:
            return _task(item, content, ledger)
        case ExtendedText() as content:
            ledger.degrade("human-marking")
            return f"####{_rich(with_criteria(content.model_answer, content.criteria))}"
        case other:
            raise no_equivalent(other)


def _choice(content: SingleChoice | MultipleChoice, ledger: Ledger) -> str:
    shares = weights(content, ledger)
    marks = {share: f"~%{share}%" for share in shares.values()}
    if isinstance(content, SingleChoice):
        marks = {"100": "=", "0": "~"}
    rows = [
        f"\n{marks[shares[option.id]]}[plain]{_escape(option.text)}{_feedback(option.feedback)}"
        for option in content.options
    ]
    return f"{''.join(rows)}\n"


def _blank(item: Item, content: Blanks, blank: Blank, ledger: Ledger) -> str:
    ledger.lose("content.blanks.label", message("the format has no place for it"))
    if content.as_set:
        ledger.change("content.as_set", message("a blank alone is no set"))
    if blank.options:
        if set(blank.options) == set(blank.accepted):
            raise NotExpressible(message("each of its choices is right"))
        if set(blank.tolerances) != {"case", "accents", "spaces"}:
            ledger.change("content.blanks.tolerances", message("what is chosen needs no tolerance"))
        return _rows((option, option in blank.accepted, "") for option in blank.options)
    if "case" not in blank.tolerances:
        ledger.degrade("tolerances", "content.blanks.tolerances")
    rows = [
        f"=[plain]{_wild(text)}{_feedback(item.feedback.correct)}" for text in spelled(blank, "content.blanks", ledger)
    ]
    wrong = [f"=%0%*{_feedback(item.feedback.incorrect)}"] if item.feedback.incorrect else []
    return "\n".join(["", *rows, *wrong, ""])


def _rows(choices: Iterable[tuple[str, bool, str]]) -> str:
    """Options, those that are right first marked so."""
    rows = (f"{'=' if right else '~'}[plain]{_escape(text)}{_feedback(told)}" for text, right, told in choices)
    return "\n".join(["", *rows, ""])


def _typed(item: Item, content: ShortText | Number, ledger: Ledger) -> str:
    right, wrong = item.feedback.correct, item.feedback.incorrect
    if isinstance(content, Number):
        return _number(content, right, wrong, ledger)
    if "case" not in content.tolerances:
        ledger.degrade("tolerances", "content.tolerances")
    if content.placeholder:
        ledger.lose("content.placeholder", message("the format has no place for it"))
    refused = {each.text: each.feedback for each in content.refused}
    rows = [f"=%0%[plain]{_wild(text)}{_feedback(told)}" for text, told in refused.items()]
    accepted = [text for text in spelled(content, "content", ledger) if text not in refused]
    rows += [f"=[plain]{_wild(text)}{_feedback(right)}" for text in accepted]
    rows += [f"=%0%*{_feedback(wrong)}"] if wrong else []
    return "\n" + "\n".join(rows) + "\n"


def _number(content: Number, right: str, wrong: str, ledger: Ledger) -> str:
    if content.unit:
        units = [name for name in ("unit", "units", "unit_required") if getattr(content, name)]
        ledger.degrade("units", *(f"content.{name}" for name in units))
    tolerance = "" if content.tolerance == "0" else f":{content.tolerance}"
    if not right and not wrong:
        return f"#{content.value}{tolerance}"
    otherwise = f"\n~{_feedback(wrong)}" if wrong else ""
    return f"#\n={content.value}{tolerance}{_feedback(right)}{otherwise}\n"


def _match(content: Match, ledger: Ledger) -> str:
    ledger.lose_feedback("content.sources", "content.targets")
    if content.strategy == "all_or_nothing":
        ledger.degrade("partial-credit", "content.strategy")
    if content.one_to_one:
        ledger.change("content.one_to_one", message("a target can be used again"))
    targets = {target.id: target.text for target in content.targets}
    if any("->" in text for text in (*targets.values(), *(source.text for source in content.sources))):
        raise NotExpressible(message("it holds « -> », which GIFT takes for a link"))
    partners = dict(content.pairs)
    rows = [f"=[plain]{_escape(s.text)} -> {_escape(targets[partners[s.id]])}" for s in content.sources]
    rows += [f"= -> {_escape(lure)}" for target, lure in targets.items() if target not in partners.values()]
    return "\n" + "\n".join(rows) + "\n"


def _task(item: Item, content: FileTask | WebTask, ledger: Ledger) -> str:
    if item.attachments:
        raise NotExpressible(message("the format cannot carry the files to open"))
    ledger.degrade("plain-question", "content.type", "content.sites", "statement")
    return _typed(item, content.response, ledger)


def _feedback(markdown: str) -> str:
    return f"#{_rich(markdown)}" if markdown else ""


def _rich(markdown: str) -> str:
    if CONTROL.search(markdown):
        raise NotExpressible(message("it holds a control character"))
    if ours_alone(markdown):
        return f"[html]{_escape(to_html(markdown))}"
    return f"[markdown]{_escape(markdown)}"


def _wild(text: str) -> str:
    return _escape(text.replace("*", r"\*"))


def _escape(text: str) -> str:
    for character, written in SPECIAL:
        text = text.replace(character, written)
    return text


def _comment(label: str) -> str:
    return label.replace("\\", "\\\\").replace("]", "\\]")


EXPORTER = Exporter("gift", ".gift", "text/plain", export, importer="gift")
