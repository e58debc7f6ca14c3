"""How QTI asks for what is typed or chosen in a text: short texts, numbers, blanks, menus.

Tolerances are explicit alternatives where case is the only one, else a pattern.
"""

from collections.abc import Iterable
from decimal import Decimal

from interop.exporters.exporter import Ledger, NotExpressible
from interop.exporters.qti import expressions as e
from interop.exporters.qti.asked import ONE, RESPONSE, Asked, declaration, ident, mapping_of, parts_of, set_score, yes
from interop.exporters.qti.xhtml import attribute, escape, fill_blanks, xhtml
from interop.patterns import number_pattern, text_pattern
from items.document import Item
from items.messages import message
from items.text import normalised
from items.types import Blanks, FileTask, InlineChoice, Number, ShortText, WebTask
from items.types.blanks import Blank
from items.types.inline_choice import Menu


def typed(asked: ShortText | Number | FileTask | WebTask, ledger: Ledger) -> Asked:
    """A text or a number to type, be it after a file or a site that one looks at."""
    content = asked.response if isinstance(asked, FileTask | WebTask) else asked
    if isinstance(content, Number):
        responses, test = _number(RESPONSE, content)
        entry = _entry(RESPONSE, classes=f"tolerance-{content.tolerance}")
        return Asked("textEntryInteraction", responses, f"<p>{entry}</p>", e.when((test, ONE)))
    return _short_text(content, ledger)


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
            set_score(e.number(0)) + (e.assign("FEEDBACK", e.value("identifier", name)) if refused.feedback else ""),
        )
        for name, refused in named
    ]
    feedback = tuple((name, refused.feedback) for name, refused in named if refused.feedback)
    scoring = e.when(*branches, (accepted, ONE))
    body = f"<p>{_entry(RESPONSE, '', _classes(content.tolerances), content.placeholder)}</p>"
    return Asked("textEntryInteraction", responses, body, scoring, feedback, "typed" if feedback else "")


def _number(name: str, content: Number) -> tuple[str, str]:
    units = (content.unit, *content.units) if content.unit else ()
    entries = [(content.value, 0.0 if content.unit_required else 1.0)]
    entries += [(f"{content.value} {unit}", 1.0) for unit in units]
    right = entries[1][0] if content.unit_required else content.value
    regular = number_pattern(Decimal(content.value), Decimal(content.tolerance), units, content.unit_required)
    return declaration(name, "single", "string", [right], mapping_of(entries)), e.pattern(name, regular)


def _entry(name: str, label: str = "", classes: str = "", placeholder: str = "") -> str:
    named = f" label={attribute(label)}" if label else ""
    styled = f" class={attribute(classes)}" if classes else ""
    hint = f" placeholder-text={attribute(placeholder)}" if placeholder else ""
    return f'<qti-text-entry-interaction response-identifier="{name}" expected-length="20"{styled}{named}{hint}/>'


def _string_map(entries: Iterable[tuple[str, float]], content: ShortText | Blank) -> str:
    case = yes("case" not in content.tolerances)
    return mapping_of(entries, more=f' case-sensitive="{case}"')


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


def blanks(content: Blanks, ledger: Ledger) -> Asked:
    """Blanks in a text, to type in or to choose in."""
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
    return Asked(kind, responses, body, parts_of(tests, content.strategy == "per_blank"))


def _blank_response(name: str, blank: Blank) -> str:
    if not blank.options:
        entries = [(text, 1.0) for text in dict.fromkeys(blank.accepted)]
        return declaration(name, "single", "string", blank.accepted[:1], _string_map(entries, blank))
    right = [f"o{place}" for place, option in enumerate(blank.options, 1) if option in blank.accepted]
    mapping = mapping_of((f"o{n}", float(option in blank.accepted)) for n, option in enumerate(blank.options, 1))
    return declaration(name, "single", "identifier", right[:1], mapping)


def _hole(name: str, blank: Blank) -> str:
    if not blank.options:
        return _entry(name, blank.label, _classes(blank.tolerances))
    choices = [(f"o{place}", text) for place, text in enumerate(blank.options, 1)]
    return _menu(name, blank.label, choices, False, f"blank {_classes(blank.tolerances)}")


def _menu(name: str, label: str, choices: Iterable[tuple[str, str]], shuffle: bool, classes: str) -> str:
    rows = "".join(f'<qti-inline-choice identifier="{key}">{escape(text)}</qti-inline-choice>' for key, text in choices)
    head = f'response-identifier="{name}" shuffle="{yes(shuffle)}" class="{classes}" label={attribute(label)}'
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


def inline_choice(item: Item, content: InlineChoice, ledger: Ledger) -> Asked:
    """Menus in a text."""
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
    scoring = parts_of(tests, content.strategy == "per_menu")
    if not told:
        return Asked("inlineChoiceInteraction", responses, body, scoring)
    chosen = "".join(e.variable(name) for name in names.values())
    telling = e.assign("FEEDBACK", f"<qti-multiple>{chosen}</qti-multiple>")
    feedback = tuple((keys[m.id][o.id], o.feedback) for m in content.menus for o in m.options if o.feedback)
    return Asked("inlineChoiceInteraction", responses, body, scoring, feedback, "multiple", telling)


def _menu_keys(menu: Menu, prefix: str) -> dict[str, str]:
    """The identifier of each option in the file; where feedback is told by them, no two menus share one."""
    return {option.id: ident(option.id, prefix) for option in menu.options}
