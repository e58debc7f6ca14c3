"""Interactions that stand in a text: fields to type in, menus, words to drag; and a field alone."""

import re
from copy import deepcopy
from decimal import Decimal

from interop.html import plain_words, tree_to_markdown, words_of
from interop.importers.draft import CANONICAL, Draft, NotUnderstood, line, number
from interop.importers.qti.asked import NO_KEY, Asked, key_of, options_of, right_of
from interop.importers.qti.body import take_out
from interop.importers.qti.responses import Response
from interop.importers.qti.words import classes, named
from interop.importers.weighed import PARTIAL, Read, refuse_options
from interop.importers.xml import Element
from items.messages import message

TOLERANCES = ("case", "accents", "spaces", "punctuation", "ligatures")


def in_text(asked: Asked, interactions: list[Element]) -> Read:
    """Text entries and inline choices: a field alone, menus in a text, or blanks."""
    chosen = [each for each in interactions if each.tag == "inline-choice-interaction"]
    if len(interactions) == 1 and not chosen and (_alone(interactions[0]) or _numeric(asked, interactions[0])):
        return _typed(asked, interactions[0])
    if len(chosen) == len(interactions) and not any("blank" in classes(each) for each in chosen):
        return _menus(asked, chosen)
    return _blanks(asked, interactions)


def _alone(interaction: Element) -> bool:
    """Whether the field is a block of its own, and not in a text with blanks."""
    around = interaction.getparent()
    while around is not None and around.tag != "item-body":
        if "text" in classes(around):
            return False
        around = around.getparent()
    parent = interaction.getparent()
    return parent is not None and not words_of(parent).strip()


def _numeric(asked: Asked, interaction: Element) -> bool:
    """Whether a number is asked, which a text with blanks cannot judge with its tolerance."""
    return "blank" not in classes(interaction) and asked.response(interaction).base_type in ("integer", "float")


def _typed(asked: Asked, interaction: Element) -> Read:
    response = asked.response(interaction)
    tolerance = next((c.removeprefix("tolerance-") for c in classes(interaction) if re.match(r"tolerance-\d", c)), None)
    if response.base_type in ("integer", "float") or tolerance is not None:
        return Read(_number(response, asked, tolerance))
    accepted, refused = _accepted(response, asked)
    rewards = {amount for _key, amount in response.entries if amount > 0}
    lost = [PARTIAL] if len(rewards) > 1 or asked.processing.shares() else []
    content: Draft = {
        "type": "short_text",
        "accepted": [line(text) for text in accepted],
        "tolerances": _tolerances(interaction, response, asked),
        "placeholder": line(interaction.get("placeholder-text", "")),
    }
    if refused:
        told = {key: f"refused{place}" for place, key in enumerate(refused, 1)}
        content["refused"] = [{"text": line(key), "feedback": asked.told(told[key])} for key in refused]
    return Read(content, lost)


def _number(response: Response, asked: Asked, tolerance: str | None) -> Draft:
    if tolerance is None:
        right = response.right() or tuple(asked.processing.strings(response.name))
        if not right:
            raise NotUnderstood(NO_KEY)
        value, around = asked.processing.tolerance(Decimal(number(right[0])))
        return {"type": "number", "value": number(f"{value:f}"), "tolerance": number(f"{around:f}")}
    (bare, worth), *others = response.entries
    if not CANONICAL.fullmatch(bare):
        bare = number(bare)
    units = [key.removeprefix(f"{bare} ") for key, _amount in others]
    content: Draft = {"type": "number", "value": bare, "tolerance": number(tolerance)}
    if units:
        content |= {"unit": units[0], "units": units[1:], "unit_required": worth == 0}
    return content


def _accepted(response: Response, asked: Asked) -> tuple[list[str], list[str]]:
    """The accepted and the refused answers of a text response."""
    best = max((amount for _key, amount in response.entries), default=0.0)
    accepted = [key for key, amount in response.entries if amount > 0 and amount == best]
    accepted = list(dict.fromkeys([*response.correct, *accepted] or asked.processing.strings(response.name)))
    if not accepted:
        pattern = asked.processing.pattern()
        unread = message("its right answer is the pattern « %(pattern)s »: list what it accepts", pattern=pattern)
        raise NotUnderstood(unread if pattern else NO_KEY)
    return accepted, [key for key, amount in response.entries if amount <= 0 and key not in accepted]


def _tolerances(interaction: Element, response: Response, asked: Asked) -> list[str]:
    named_ones = [each.removeprefix("tolerance-") for each in classes(interaction) if each.startswith("tolerance-")]
    if named_ones:
        return [name for name in named_ones if name in TOLERANCES]
    return ["case"] if not response.case or asked.processing.ignores_case() else []


def _menus(asked: Asked, interactions: list[Element]) -> Read:
    names = _names(interactions)
    menus = [
        {
            "id": name,
            "label": line(each.get("label", "")) or f"Menu {place}",
            "options": options_of(each, asked, "inline-choice"),
            "key": key_of(right_of(asked.response(each))[0]),
        }
        for place, (name, each) in enumerate(zip(names, interactions, strict=True), 1)
    ]
    strategy = "per_menu" if len(menus) > 1 and asked.processing.adds_to_score() else "all_or_nothing"
    text = _gap_text(asked, interactions, names)
    return Read({"type": "inline_choice", "text": text, "menus": menus, "strategy": strategy})


def _blanks(asked: Asked, interactions: list[Element]) -> Read:
    names = _names(interactions)
    blanks = [_blank(asked, each, name) for name, each in zip(names, interactions, strict=True)]
    typed = [asked.response(each) for each in interactions if each.tag == "text-entry-interaction"]
    partial = any(len({amount for _key, amount in response.entries if amount > 0}) > 1 for response in typed)
    shared = asked.processing.adds_to_score() or (len(blanks) > 1 and asked.processing.has("map-response"))
    content = {
        "type": "blanks",
        "text": _gap_text(asked, interactions, names),
        "blanks": blanks,
        "as_set": any("set" in classes(each) and "text" in classes(each) for each in named(asked.body, "div")),
        "strategy": "per_blank" if shared else "all_or_nothing",
    }
    return Read(content, [PARTIAL] if partial else [])


def _blank(asked: Asked, interaction: Element, name: str) -> Draft:
    response = asked.response(interaction)
    blank: Draft = {"id": name, "label": line(interaction.get("label", "")) or f"Réponse {name}"}
    tolerances = _tolerances(interaction, response, asked)
    if interaction.tag == "text-entry-interaction":
        accepted, _refused = _accepted(response, asked)
        return {**blank, "accepted": [line(text) for text in accepted], "tolerances": tolerances}
    options = {each.get("identifier", ""): plain_words(each) for each in named(interaction, "inline-choice")}
    rewarded = [key for key, amount in response.entries if amount > 0]
    accepted = [options[key] for key in rewarded or right_of(response) if key in options]
    return {**blank, "accepted": accepted, "options": list(options.values()), "tolerances": tolerances}


def _names(interactions: list[Element]) -> list[str]:
    names = [key_of(each.get("response-identifier", ""), "RESPONSE_") for each in interactions]
    return names if len(set(names)) == len(names) else [f"b{place}" for place in range(1, len(names) + 1)]


def _gap_text(asked: Asked, interactions: list[Element], names: list[str]) -> str:
    """The text around interactions, each replaced by its blank."""
    holder = next((each for each in named(asked.body, "div") if "text" in classes(each)), asked.body)
    inside = deepcopy(holder)
    wanted = {each.get("response-identifier") for each in interactions}
    found = [each for each in inside.iter() if isinstance(each.tag, str) and each.get("response-identifier") in wanted]
    if len(found) != len(interactions):
        raise NotUnderstood(message("its blanks are spread over the item"))
    for element, name in zip(found, names, strict=True):
        take_out(element, f"{{{{{name}}}}}")
    for each in list(named(inside, "rubric-block", "prompt")):
        take_out(each)
    return tree_to_markdown(inside)


def gap_match(asked: Asked, interaction: Element) -> Read:
    """Words to drag into a text: each gap is a menu of all the words."""
    response = asked.response(interaction)
    words, same = _once(_gap_texts(interaction))
    right = {
        gap: same.get(key_of(word), key_of(word))
        for word, gap in (each.split() for each in right_of(response) if len(each.split()) == 2)
    }
    inside = deepcopy(interaction)
    for each in [*named(inside, "gap-text"), *named(inside, "gap-img"), *named(inside, "prompt")]:
        take_out(each)
    menus = []
    for place, gap in enumerate(list(named(inside, "gap")), 1):
        identifier = gap.get("identifier", "")
        if identifier not in right:
            raise NotUnderstood(message("a gap has no right answer"))
        menus.append({"id": f"m{place}", "label": f"Menu {place}", "options": words, "key": right[identifier]})
        take_out(gap, f"{{{{m{place}}}}}")
    if not menus or len(words) < 2:
        raise NotUnderstood(message("the text has no place for a choice"))
    strategy = "per_menu" if asked.processing.has("map-response") and len(menus) > 1 else "all_or_nothing"
    return Read({"type": "inline_choice", "text": tree_to_markdown(inside), "menus": menus, "strategy": strategy})


def _gap_texts(interaction: Element) -> list[Draft]:
    return [
        {"id": key_of(each.get("identifier", "")), "text": plain_words(each), "feedback": ""}
        for each in named(interaction, "gap-text")
    ]


def _once(words: list[Draft]) -> tuple[list[Draft], dict[str, str]]:
    """Words to drag, each once though several gaps take it; and which word stands for each of them."""
    first_ones = {each["text"]: each for each in reversed(words)}
    same = {each["id"]: first_ones[each["text"]]["id"] for each in words}
    kept = [each for each in words if same[each["id"]] == each["id"]]
    refuse_options([each["text"] for each in kept])
    return kept, same
