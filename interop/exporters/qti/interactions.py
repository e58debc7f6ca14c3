"""How QTI asks what each item type asks: responses, body and scoring, in the words of QTI 3.0.

Scores go from 0 to 1. Tolerances are explicit alternatives where case is the only one, else a pattern.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from interop.exporters.exporter import Ledger, NotExpressible, no_equivalent
from interop.exporters.qti import expressions as e
from interop.exporters.qti.xhtml import attribute, escape, fill_blanks, xhtml
from interop.patterns import number_pattern, text_pattern
from items.document import Item
from items.messages import message
from items.text import normalised
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
from items.types.blanks import Blank
from items.types.content import Option
from items.types.inline_choice import Menu

RESPONSE = "RESPONSE"
FULL = "0.9995"
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an interaction adds to an item: declarations, body, scoring rules, feedback by outcome identifier.

    `told` is the cardinality of the outcome that shows feedback, empty when there is none; `telling` is what sets it,
    when that is not the response itself. `places` is how many constants `PLACE1`… the scoring reads positions by: one
    player does not take a plain number there.
    """

    kind: str
    responses: str
    body: str
    scoring: str
    feedback: tuple[tuple[str, str], ...] = ()
    told: str = ""
    telling: str = ""
    human: bool = False
    places: int = 0


def ident(key: str, prefix: str = "") -> str:
    """An identifier of ours as an identifier of QTI, which never begins with a digit."""
    name = f"{prefix}{key}"
    return f"_{name}" if name[0].isdigit() else name


def ask(item: Item, ledger: Ledger) -> Asked:
    """The interaction of an item; NotExpressible when QTI has none."""
    match item.content:
        case SingleChoice() as content:
            return _single_choice(item, content)
        case MultipleChoice() as content:
            return _multiple_choice(item, content)
        case ShortText() | Number() | FileTask() | WebTask() as content:
            return _typed(content, ledger)
        case Blanks() as content:
            return _blanks(content, ledger)
        case InlineChoice() as content:
            return _inline_choice(item, content, ledger)
        case Order() as content:
            return _order(item, content, ledger)
        case Match() as content:
            return _match(item, content, ledger)
        case Hotspot() as content:
            return _hotspot(content, ledger)
        case ExtendedText() as content:
            return _extended_text(content, ledger)
        case other:
            raise no_equivalent(other)


def declaration(name: str, cardinality: str, base_type: str, right: Iterable[str], mapping: str = "") -> str:
    """A response, its correct value and its map."""
    values = "".join([f"<qti-value>{escape(text)}</qti-value>" for text in right])
    correct = f"<qti-correct-response>{values}</qti-correct-response>" if values else ""
    return (
        f'<qti-response-declaration identifier="{name}" cardinality="{cardinality}" base-type="{base_type}">'
        f"{correct}{mapping}</qti-response-declaration>"
    )


def _mapping(entries: Iterable[tuple[str, float]], bound: str = "", more: str = "") -> str:
    rows = "".join(
        f'<qti-map-entry map-key={attribute(key)} mapped-value="{_amount(amount)}"{more}/>' for key, amount in entries
    )
    return f'<qti-mapping default-value="0"{bound}>{rows}</qti-mapping>'


def _amount(amount: float) -> str:
    return f"{amount:.9f}".rstrip("0").rstrip(".") or "0"


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _set_score(amount: str) -> str:
    return e.assign("SCORE", amount)


ONE = _set_score(e.number(1))
WHOLE = e.when((e.correct(RESPONSE), ONE))
"""All or nothing."""


def _add(share: float) -> str:
    return _set_score(e.total(e.variable("SCORE"), e.number(share)))


def _told(options: Sequence[Option], cardinality: str) -> tuple[tuple[tuple[str, str], ...], str]:
    feedback = tuple((ident(option.id), option.feedback) for option in options if option.feedback)
    return feedback, cardinality if feedback else ""


def _choices(options: Iterable[Option]) -> str:
    return "".join(
        [
            f'<qti-simple-choice identifier="{ident(option.id)}">{escape(option.text)}</qti-simple-choice>'
            for option in options
        ]
    )


def _choice(item: Item, options: Sequence[Option], most: int) -> str:
    head = f'response-identifier="{RESPONSE}" shuffle="{_yes(item.delivery.shuffle)}" max-choices="{most}"'
    return f"<qti-choice-interaction {head}>{_choices(options)}</qti-choice-interaction>"


def _single_choice(item: Item, content: SingleChoice) -> Asked:
    feedback, told = _told(content.options, "single")
    responses = declaration(RESPONSE, "single", "identifier", [ident(content.key)])
    body = _choice(item, content.options, 1)
    return Asked("choiceInteraction", responses, body, WHOLE, feedback, told)


def _multiple_choice(item: Item, content: MultipleChoice) -> Asked:
    feedback, told = _told(content.options, "multiple")
    responses, scoring = _selection([option.id for option in content.options], content.keys, content.strategy)
    body = _choice(item, content.options, 0)
    return Asked("choiceInteraction", responses, body, scoring, feedback, told)


def _selection(options: Sequence[str], keys: Sequence[str], strategy: str) -> tuple[str, str]:
    """The response and the scoring of a choice of several: a map entry for every choice, none left to the default."""
    right = [ident(key) for key in keys]
    if strategy == "all_or_nothing":
        mapping = _mapping((ident(option), 1 if option in keys else -1) for option in options)
        return declaration(RESPONSE, "multiple", "identifier", right, mapping), WHOLE
    wrong = len(options) - len(keys)
    if strategy == "per_option":
        gain, loss, start, bound = 1 / len(options), -1 / len(options), wrong / len(options), ""
    else:
        gain, loss, start, bound = 1 / len(keys), -1 / wrong if wrong else 0, 0.0, ' lower-bound="0" upper-bound="1"'
    mapping = _mapping(((ident(option), gain if option in keys else loss) for option in options), bound)
    score = e.mapped(RESPONSE) if not start else e.total(e.mapped(RESPONSE), e.number(start))
    scoring = e.when((e.answered(RESPONSE), _set_score(score)))
    return declaration(RESPONSE, "multiple", "identifier", right, mapping), scoring


def _typed(asked: ShortText | Number | FileTask | WebTask, ledger: Ledger) -> Asked:
    content = asked.response if isinstance(asked, FileTask | WebTask) else asked
    if isinstance(content, Number):
        responses, test = _number(RESPONSE, content)
        entry = _entry(RESPONSE, classes=f"tolerance-{content.tolerance}")
        return Asked("textEntryInteraction", responses, f"<p>{entry}</p>", e.when((test, ONE)))
    return _short_text(content, ledger)


def _entry(name: str, label: str = "", classes: str = "", placeholder: str = "") -> str:
    named = f" label={attribute(label)}" if label else ""
    styled = f" class={attribute(classes)}" if classes else ""
    hint = f" placeholder-text={attribute(placeholder)}" if placeholder else ""
    return f'<qti-text-entry-interaction response-identifier="{name}" expected-length="20"{styled}{named}{hint}/>'


def _short_text(content: ShortText, ledger: Ledger) -> Asked:
    _lose_slips(content.tolerances, "content.tolerances", ledger)
    entries = [(text, 1.0) for text in content.accepted] + [(refused.text, 0.0) for refused in content.refused]
    responses = declaration(RESPONSE, "single", "string", content.accepted[:1], _string_map(entries, content))
    accepted = _spelled(RESPONSE, content.accepted, content.tolerances)
    named = [(f"refused{place}", refused) for place, refused in enumerate(content.refused, 1)]
    branches = [(_strings(RESPONSE, content.accepted, True), ONE)] if named else []
    branches += [
        (
            _spelled(RESPONSE, [refused.text], content.tolerances),
            _set_score(e.number(0)) + (e.assign("FEEDBACK", e.value("identifier", name)) if refused.feedback else ""),
        )
        for name, refused in named
    ]
    feedback = tuple((name, refused.feedback) for name, refused in named if refused.feedback)
    scoring = e.when(*branches, (accepted, ONE))
    body = f"<p>{_entry(RESPONSE, '', _classes(content.tolerances), content.placeholder)}</p>"
    return Asked("textEntryInteraction", responses, body, scoring, feedback, "typed" if feedback else "")


def _string_map(entries: Iterable[tuple[str, float]], content: ShortText | Blank) -> str:
    case = _yes("case" not in content.tolerances)
    return _mapping(entries, more=f' case-sensitive="{case}"')


def _spelled(name: str, accepted: Iterable[str], tolerances: Iterable[str]) -> str:
    let = [tolerance for tolerance in tolerances if tolerance != "slips"]
    if set(let) <= {"case"}:
        return _strings(name, accepted, "case" not in let)
    return e.pattern(name, text_pattern(accepted, let))  # type: ignore[arg-type]


def _strings(name: str, accepted: Iterable[str], case: bool) -> str:
    """Whether a text is one of these; the guard is for a player that cannot compare an empty response."""
    return e.all_of([e.answered(name), e.any_of(e.string(name, text, case) for text in accepted)])


def _classes(tolerances: Iterable[str]) -> str:
    """The tolerances, so that who reads the item back knows them; players ignore classes they do not know."""
    return " ".join(f"tolerance-{name}" for name in tolerances if name != "slips") or "tolerance-none"


def _lose_slips(tolerances: Iterable[str], feature: str, ledger: Ledger) -> None:
    if "slips" in tolerances:
        ledger.degrade("tolerances", feature)


def _number(name: str, content: Number) -> tuple[str, str]:
    units = (content.unit, *content.units) if content.unit else ()
    entries = [(content.value, 0.0 if content.unit_required else 1.0)]
    entries += [(f"{content.value} {unit}", 1.0) for unit in units]
    right = entries[1][0] if content.unit_required else content.value
    regular = number_pattern(Decimal(content.value), Decimal(content.tolerance), units, content.unit_required)
    return declaration(name, "single", "string", [right], _mapping(entries)), e.pattern(name, regular)


def _blanks(content: Blanks, ledger: Ledger) -> Asked:
    names = {blank.id: f"{RESPONSE}_{blank.id}" for blank in content.blanks}
    for blank in content.blanks:
        _lose_slips(blank.tolerances, "content.blanks.tolerances", ledger)
    responses = "".join(_blank_response(names[blank.id], blank) for blank in content.blanks)
    holes = {blank.id: _hole(names[blank.id], blank) for blank in content.blanks}
    style = "text set" if content.as_set else "text"
    body = f'<div class="{style}">{fill_blanks(xhtml(content.text), holes.__getitem__)}</div>'
    if content.as_set:
        tests = _set_tests(content, names)
    else:
        tests = [_blank_test(names[blank.id], blank) for blank in content.blanks]
    kind = "inlineChoiceInteraction" if content.blanks[0].options else "textEntryInteraction"
    return Asked(kind, responses, body, _parts(tests, content.strategy == "per_blank"))


def _parts(tests: Sequence[str], shared: bool) -> str:
    """All or nothing, or a share for each test that holds."""
    if not shared:
        return e.when((e.all_of(tests), ONE))
    return "".join(e.when((test, _add(1 / len(tests)))) for test in tests)


def _blank_response(name: str, blank: Blank) -> str:
    if not blank.options:
        entries = [(text, 1.0) for text in dict.fromkeys(blank.accepted)]
        return declaration(name, "single", "string", blank.accepted[:1], _string_map(entries, blank))
    right = [f"o{place}" for place, option in enumerate(blank.options, 1) if option in blank.accepted]
    mapping = _mapping((f"o{n}", float(option in blank.accepted)) for n, option in enumerate(blank.options, 1))
    return declaration(name, "single", "identifier", right[:1], mapping)


def _hole(name: str, blank: Blank) -> str:
    if not blank.options:
        return _entry(name, blank.label, _classes(blank.tolerances))
    choices = [(f"o{place}", text) for place, text in enumerate(blank.options, 1)]
    return _menu(name, blank.label, choices, False, f"blank {_classes(blank.tolerances)}")


def _menu(name: str, label: str, choices: Iterable[tuple[str, str]], shuffle: bool, classes: str) -> str:
    rows = "".join(f'<qti-inline-choice identifier="{key}">{escape(text)}</qti-inline-choice>' for key, text in choices)
    head = f'response-identifier="{name}" shuffle="{_yes(shuffle)}" class="{classes}" label={attribute(label)}'
    return f"<qti-inline-choice-interaction {head}>{rows}</qti-inline-choice-interaction>"


def _blank_test(name: str, blank: Blank) -> str:
    """Whether a response is one of the answers that a blank accepts."""
    if not blank.options:
        return _spelled(name, blank.accepted, blank.tolerances)
    right = [f"o{place}" for place, option in enumerate(blank.options, 1) if option in blank.accepted]
    return e.any_of(e.match(name, "identifier", key) for key in right)


def _set_tests(content: Blanks, names: dict[str, str]) -> list[str]:
    """For each expected answer, whether some blank holds it. No answer may be expected twice."""
    expected = [{normalised(text, blank.tolerances) for text in blank.accepted} for blank in content.blanks]
    if sum(map(len, expected)) > len(set().union(*expected)):
        raise NotExpressible(message("two blanks of the set accept the same answer"))
    return [e.any_of(_blank_test(name, blank) for name in names.values()) for blank in content.blanks]


def _inline_choice(item: Item, content: InlineChoice, ledger: Ledger) -> Asked:
    names = {menu.id: f"{RESPONSE}_{menu.id}" for menu in content.menus}
    told = any(option.feedback for menu in content.menus for option in menu.options)
    keys = {menu.id: _menu_keys(menu, f"{menu.id}." if told else "") for menu in content.menus}
    responses = "".join(
        declaration(names[menu.id], "single", "identifier", [keys[menu.id][menu.key]]) for menu in content.menus
    )
    holes = {
        menu.id: _menu(
            names[menu.id],
            menu.label,
            [(keys[menu.id][option.id], option.text) for option in menu.options],
            item.delivery.shuffle,
            "menu",
        )
        for menu in content.menus
    }
    body = f'<div class="text">{fill_blanks(xhtml(content.text), holes.__getitem__)}</div>'
    tests = [e.correct(name) for name in names.values()]
    scoring = _parts(tests, content.strategy == "per_menu")
    if not told:
        return Asked("inlineChoiceInteraction", responses, body, scoring)
    chosen = "".join(e.variable(name) for name in names.values())
    telling = e.assign("FEEDBACK", f"<qti-multiple>{chosen}</qti-multiple>")
    feedback = tuple((keys[m.id][o.id], o.feedback) for m in content.menus for o in m.options if o.feedback)
    return Asked("inlineChoiceInteraction", responses, body, scoring, feedback, "multiple", telling)


def _menu_keys(menu: Menu, prefix: str) -> dict[str, str]:
    """The identifier of each option in the file; where feedback is told by them, no two menus share one."""
    return {option.id: ident(option.id, prefix) for option in menu.options}


def _order(item: Item, content: Order, ledger: Ledger) -> Asked:
    key = [ident(each) for each in content.key]
    feedback, told = _told(content.items, "multiple")
    amiss = {name: e.no(_at(place, name)) for place, name in enumerate(key, 1)}
    telling = "".join(e.when((amiss[name], e.add("FEEDBACK", name))) for name, _text in feedback)
    responses = declaration(RESPONSE, "ordered", "identifier", key)
    head = f'response-identifier="{RESPONSE}" shuffle="{_yes(item.delivery.shuffle)}" orientation="vertical"'
    body = f"<qti-order-interaction {head}>{_choices(content.items)}</qti-order-interaction>"
    if content.strategy == "all_or_nothing":
        scoring, places = WHOLE, len(key) if told else 0
    else:
        tests = [_neighbours(first, second, len(key)) for first, second in pairwise(key)]
        scoring, places = _parts(tests, True), len(key)
    return Asked("orderInteraction", responses, body, scoring, feedback, told, telling, places=places)


def _neighbours(first: str, second: str, count: int) -> str:
    """Whether two things follow one another, wherever they are."""
    return e.any_of(e.all_of([_at(place, first), _at(place + 1, second)]) for place in range(1, count))


def _at(place: int, key: str) -> str:
    """Whether a thing is at this place; the constant comes first, as one player asks."""
    there = f'<qti-index n="PLACE{place}">{e.variable(RESPONSE)}</qti-index>'
    return f"<qti-match>{e.value('identifier', key)}{there}</qti-match>"


def _match(item: Item, content: Match, ledger: Ledger) -> Asked:
    ledger.lose_feedback("content.sources", "content.targets")
    pairs = [f"{ident(source, 's-')} {ident(target, 't-')}" for source, target in content.pairs]
    mapping = _mapping((pair, 1 / len(pairs)) for pair in pairs)
    responses = declaration(RESPONSE, "multiple", "directedPair", pairs, mapping)
    most = 1 if content.one_to_one else len(content.sources)
    sets = _associable(content.sources, "s-", 1) + _associable(content.targets, "t-", most)
    shuffle = _yes(item.delivery.shuffle)
    head = f'response-identifier="{RESPONSE}" shuffle="{shuffle}" max-associations="{len(content.sources)}"'
    body = f"<qti-match-interaction {head}>{sets}</qti-match-interaction>"
    if content.strategy == "all_or_nothing":
        return Asked("matchInteraction", responses, body, WHOLE)
    scoring = e.when((e.answered(RESPONSE), _set_score(e.mapped(RESPONSE))))
    return Asked("matchInteraction", responses, body, scoring)


def _associable(options: Iterable[Option], prefix: str, most: int) -> str:
    rows = "".join(
        f'<qti-simple-associable-choice identifier="{ident(option.id, prefix)}" match-max="{most}">'
        f"{escape(option.text)}</qti-simple-associable-choice>"
        for option in options
    )
    return f"<qti-simple-match-set>{rows}</qti-simple-match-set>"


SHAPES = {"rectangle": "rect", "circle": "circle", "polygon": "poly"}


def _hotspot(content: Hotspot, ledger: Ledger) -> Asked:
    responses, scoring = _selection([area.id for area in content.areas], content.keys, content.strategy)
    asset = next(asset for asset in ledger.item.assets if asset.sha256 == content.image)
    choices = "".join(
        f'<qti-hotspot-choice identifier="{ident(area.id)}" shape="{SHAPES[area.shape]}" '
        f'coords="{",".join(map(str, area.coordinates))}" hotspot-label={attribute(area.label)}/>'
        for area in content.areas
    )
    size = f'width="{content.width}" height="{content.height}"'
    image = f"<img src={attribute(address(asset.sha256, asset.name))} alt={attribute(content.alt)} {size}/>"
    head = f'response-identifier="{RESPONSE}" max-choices="0"'
    body = f"<qti-hotspot-interaction {head}>{image}{choices}</qti-hotspot-interaction>"
    feedback = tuple((ident(area.id), area.feedback) for area in content.areas if area.feedback)
    return Asked("hotspotInteraction", responses, body, scoring, feedback, "multiple" if feedback else "")


def asset_path(sha256: str, name: str) -> str:
    """Where a file is in the package: its name keeps to the letters that every reader finds."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"assets/{sha256}/{UNSAFE.sub('-', letters).strip('-.') or 'file'}"


def address(sha256: str, name: str) -> str:
    """Where a file is, seen from an item."""
    return f"../{asset_path(sha256, name)}"


def _extended_text(content: ExtendedText, ledger: Ledger) -> Asked:
    ledger.degrade("human-marking")
    criteria = "".join(f"<li>{escape(criterion)}</li>" for criterion in content.criteria)
    rubric = f'<div class="model-answer">{xhtml(content.model_answer)}</div><ul class="criteria">{criteria}</ul>'
    body = (
        f'<qti-extended-text-interaction response-identifier="{RESPONSE}" expected-lines="6"/>'
        '<qti-rubric-block use="scoring" view="scorer"><qti-content-body>'
        f"{rubric}</qti-content-body></qti-rubric-block>"
    )
    return Asked("extendedTextInteraction", declaration(RESPONSE, "single", "string", ()), body, "", human=True)
