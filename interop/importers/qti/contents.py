"""The interactions of QTI, one function each: XML to the content of an item."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal

from interop.html import FILE, escaped, plain_words, tree_to_markdown, words_of
from interop.importers.draft import CANONICAL, Draft, NotUnderstood, line, number
from interop.importers.qti.body import take_out
from interop.importers.qti.responses import Processing, Response, selection
from interop.importers.qti.words import classes, first, interactions_in, named
from interop.importers.weighed import PARTIAL, Read, refuse_options
from interop.importers.xml import Element
from items.messages import Message, message

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
NO_KEY = message("no right answer is declared")
SHAPES = {"rect": "rectangle", "circle": "circle", "poly": "polygon"}
TOLERANCES = ("case", "accents", "spaces", "punctuation", "ligatures")


@dataclass(frozen=True, slots=True)
class Asked:
    """An item being read: its body, its responses, its scoring, and the feedback of its options by identifier.

    On the way, it gathers the identifiers whose feedback was given (`used`) and the pictures of options, as links.
    """

    body: Element
    responses: dict[str, Response]
    processing: Processing
    feedback: dict[str, str]
    used: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)

    def told(self, identifier: str) -> str:
        """The feedback that an identifier shows."""
        self.used.add(identifier)
        return self.feedback.get(identifier, "")

    def response(self, interaction: Element) -> Response:
        """The response of an interaction; NotUnderstood when it is not declared."""
        name = interaction.get("response-identifier", "")
        if name not in self.responses:
            raise NotUnderstood(message("the response %(name)s is not declared", name=name))
        return self.responses[name]


def key_of(identifier: str, prefix: str = "") -> str:
    """An identifier of QTI as one of ours."""
    bare = identifier.removeprefix(prefix)
    if bare[:1] == "_" and bare[1:2].isdigit():
        bare = bare[1:]
    return bare if KEY.fullmatch(bare) else f"x-{re.sub('[^A-Za-z0-9-]', '-', bare)}"[:40]


def read_content(asked: Asked) -> Read:
    """The content of an item; NotUnderstood when it asks something that we cannot."""
    interactions = interactions_in(asked.body)
    kinds = list(dict.fromkeys(each.tag for each in interactions))
    if not kinds:
        raise NotUnderstood(message("it asks nothing"))
    if next(named(asked.body, "printed-variable"), None) is not None:
        raise NotUnderstood(message("a question with values drawn by chance has no equivalent"))
    if set(kinds) <= {"text-entry-interaction", "inline-choice-interaction"}:
        return _in_text(asked, interactions)
    if len(interactions) > 1:
        raise NotUnderstood(
            message("it asks several questions at once: make a question of each there, and export again")
        )
    if kinds[0] not in READERS:
        raise NotUnderstood(UNKNOWN.get(kinds[0]) or message("%(kind)s has no equivalent", kind=kinds[0]))
    return READERS[kinds[0]](asked, interactions[0])


def _options(interaction: Element, asked: Asked, name: str, prefix: str = "") -> list[Draft]:
    options = []
    for place, element in enumerate(list(named(interaction, name)), 1):
        told = [_taken_out(each) for each in list(named(element, "feedback-inline", "feedback-block"))]
        identifier = element.get("identifier", "")
        pictures = [each.get("src", "") for each in named(element, "img")]
        words = plain_words(element)
        if pictures and not words.strip():
            words = f"Image {place}"
        asked.pictures.extend(f"[{escaped(words)}]({address})" for address in pictures if FILE.fullmatch(address))
        feedback = "".join(told) or asked.told(identifier)
        options.append({"id": key_of(identifier, prefix), "text": words, "feedback": feedback})
    refuse_options([option["text"] for option in options])
    return options


def _taken_out(feedback: Element) -> str:
    """The text of a feedback, which then stands no more among the words of its option."""
    text = tree_to_markdown(feedback)
    take_out(feedback)
    return text


def _right(response: Response) -> tuple[str, ...]:
    right = response.right()
    if not right:
        raise NotUnderstood(NO_KEY)
    return right


def _choice(asked: Asked, interaction: Element) -> Read:
    response = asked.response(interaction)
    options = _options(interaction, asked, "simple-choice")
    return _selection(asked, interaction, response, options)


def _selection(asked: Asked, interaction: Element, response: Response, options: list[Draft]) -> Read:
    told = set(asked.processing.strings(response.name)) if not response.right() else set()
    right = [key_of(each) for each in (told if len(told) == 1 else _right(response))]
    if strangers := set(right) - {option["id"] for option in options}:
        raise NotUnderstood(message("its right answer « %(key)s » is none of its options", key=min(strangers)))
    if response.cardinality == "single":
        shared = sum(amount > 0 for _key, amount in response.entries) > 1 or asked.processing.shares()
        lost = [PARTIAL] if shared else []
        return Read({"type": "single_choice", "options": options, "key": right[0]}, lost)
    identifiers = [each.get("identifier", "") for each in named(interaction, "simple-choice", "hottext")]
    strategy, lost = selection(response, identifiers, asked.processing)
    return Read({"type": "multiple_choice", "options": options, "keys": right, "strategy": strategy}, lost)


def _hottext(asked: Asked, interaction: Element) -> Read:
    """Words to choose in a text; `statement_of` shows the text, the words in bold."""
    return _selection(asked, interaction, asked.response(interaction), _options(interaction, asked, "hottext"))


def _in_text(asked: Asked, interactions: list[Element]) -> Read:
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


def _tolerances(interaction: Element, response: Response, asked: Asked) -> list[str]:
    named_ones = [each.removeprefix("tolerance-") for each in classes(interaction) if each.startswith("tolerance-")]
    if named_ones:
        return [name for name in named_ones if name in TOLERANCES]
    return ["case"] if not response.case or asked.processing.ignores_case() else []


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


def _names(interactions: list[Element]) -> list[str]:
    names = [key_of(each.get("response-identifier", ""), "RESPONSE_") for each in interactions]
    return names if len(set(names)) == len(names) else [f"b{place}" for place in range(1, len(names) + 1)]


def _menus(asked: Asked, interactions: list[Element]) -> Read:
    names = _names(interactions)
    menus = [
        {
            "id": name,
            "label": line(each.get("label", "")) or f"Menu {place}",
            "options": _options(each, asked, "inline-choice"),
            "key": key_of(_right(asked.response(each))[0]),
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
    accepted = [options[key] for key in rewarded or _right(response) if key in options]
    return {**blank, "accepted": accepted, "options": list(options.values()), "tolerances": tolerances}


def _order(asked: Asked, interaction: Element) -> Read:
    response = asked.response(interaction)
    key = [key_of(each) for each in _right(response)]
    strategy = "per_pair" if asked.processing.scores_by("index") else "all_or_nothing"
    items = _options(interaction, asked, "simple-choice")
    if sorted(key) != sorted(item["id"] for item in items):
        raise NotUnderstood(message("only some of its items are to be put in order"))
    lost = [PARTIAL] if strategy == "all_or_nothing" and asked.processing.shares() else []
    return Read({"type": "order", "items": items, "key": key, "strategy": strategy}, lost)


def _match(asked: Asked, interaction: Element) -> Read:
    response = asked.response(interaction)
    sets = list(named(interaction, "simple-match-set"))
    if len(sets) != 2:
        raise NotUnderstood(message("a match needs two sets"))
    sources = _options(sets[0], asked, "simple-associable-choice", "s-")
    targets = _options(sets[1], asked, "simple-associable-choice", "t-")
    pairs = [pair for pair in (each.split() for each in _right(response)) if len(pair) == 2]
    most = {each.get("match-max", "1") for each in named(sets[1], "simple-associable-choice")}
    content: Draft = {
        "type": "match",
        "sources": sources,
        "targets": targets,
        "pairs": [[key_of(source, "s-"), key_of(target, "t-")] for source, target in pairs],
        "one_to_one": most == {"1"},
        "strategy": "per_pair" if asked.processing.has("map-response") else "all_or_nothing",
    }
    _turn(content)
    return Read(content, [PARTIAL] if content["strategy"] == "all_or_nothing" and asked.processing.shares() else [])


def _associate(asked: Asked, interaction: Element) -> Read:
    """Pairs among one set of items: a match, the first of each pair on one side and all the others on the other."""
    response = asked.response(interaction)
    pairs = [pair for pair in (each.split() for each in _right(response)) if len(pair) == 2]
    linked = [key_of(key) for pair in pairs for key in pair]
    options = _options(interaction, asked, "simple-associable-choice")
    if len(set(linked)) < len(linked) or len(pairs) < 2:
        raise NotUnderstood(message("some of its items have no partner, or several"))
    first_ones = {key_of(pair[0]) for pair in pairs}
    content: Draft = {
        "type": "match",
        "sources": [option for option in options if option["id"] in first_ones],
        "targets": [option for option in options if option["id"] not in first_ones],
        "pairs": [[key_of(source), key_of(target)] for source, target in pairs],
        "one_to_one": True,
        "strategy": "per_pair" if asked.processing.has("map-response") else "all_or_nothing",
    }
    return Read(content, [message("pairs to make became a match: the first of each pair is on one side")])


def _turn(content: Draft) -> None:
    """See that each source has one target, turning the match round where that is so the other way."""
    for turned in (False, True):
        sources = [source for source, _target in content["pairs"]]
        if sorted(sources) == sorted(source["id"] for source in content["sources"]):
            return
        if not turned:
            content["sources"], content["targets"] = content["targets"], content["sources"]
            content["pairs"] = [[target, source] for source, target in content["pairs"]]
            content["one_to_one"] = False
    raise NotUnderstood(message("some of its items have no partner, or several"))


def _gap_match(asked: Asked, interaction: Element) -> Read:
    """Words to drag into a text: each gap is a menu of all the words."""
    response = asked.response(interaction)
    words, same = _once(_gap_texts(interaction))
    right = {
        gap: same.get(key_of(word), key_of(word))
        for word, gap in (each.split() for each in _right(response) if len(each.split()) == 2)
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


def _hotspot(asked: Asked, interaction: Element) -> Read:
    response = asked.response(interaction)
    image = first(interaction, "img")
    image = image if image is not None else first(interaction, "object")
    if image is None:
        raise NotUnderstood(message("it has no image"))
    choices = list(named(interaction, "hotspot-choice"))
    areas = [_area(each, place, asked) for place, each in enumerate(choices, 1)]
    strategy, lost = selection(response, [each.get("identifier", "") for each in choices], asked.processing)
    content = {
        "type": "hotspot",
        "image": image.get("src") or image.get("data") or "",
        "alt": line(image.get("alt") or words_of(image)),
        "width": _pixels(image.get("width")),
        "height": _pixels(image.get("height")),
        "areas": areas,
        "keys": [key_of(each) for each in _right(response)],
        "strategy": strategy if strategy != "per_option" else "all_or_nothing",
    }
    return Read(content, lost)


def _area(choice: Element, place: int, asked: Asked) -> Draft:
    shape = choice.get("shape", "")
    if shape not in SHAPES:
        raise NotUnderstood(message("the shape %(shape)s has no equivalent", shape=shape))
    identifier = choice.get("identifier", "")
    return {
        "id": key_of(identifier),
        "label": line(choice.get("hotspot-label", "")) or f"Zone {place}",
        "shape": SHAPES[shape],
        "coordinates": [_pixels(each) for each in choice.get("coords", "").split(",")],
        "feedback": asked.told(identifier),
    }


def _pixels(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,5})", text or "")
    return int(found[1]) if found else 0


def _extended_text(asked: Asked, interaction: Element) -> Read:
    rubric = next((each for each in named(asked.body, "rubric-block") if "scorer" in (each.get("view") or "")), None)
    answer, criteria = "", []
    if rubric is not None:
        listed = next((each for each in named(rubric, "ul") if "criteria" in classes(each)), None)
        criteria = [line(words_of(each)) for each in listed] if listed is not None else []
        model = next((each for each in named(rubric, "div") if "model-answer" in classes(each)), None)
        answer = tree_to_markdown(model if model is not None else rubric)
    read = Read({"type": "extended_text", "model_answer": answer, "criteria": criteria})
    if not answer or not criteria:
        read.lost.append(message("a model answer and criteria are still to be written"))
    return read


def _slider(asked: Asked, interaction: Element) -> Read:
    """A value on a scale becomes a number to type."""
    right = _right(asked.response(interaction))[0]
    bounds = [interaction.get(name, "") for name in ("lower-bound", "upper-bound")]
    lost = message("a scale from %(low)s to %(high)s became a number to type", low=bounds[0], high=bounds[1])
    return Read({"type": "number", "value": number(right), "tolerance": "0"}, [lost])


READERS: dict[str, Callable[[Asked, Element], Read]] = {
    "choice-interaction": _choice,
    "hottext-interaction": _hottext,
    "order-interaction": _order,
    "match-interaction": _match,
    "gap-match-interaction": _gap_match,
    "hotspot-interaction": _hotspot,
    "extended-text-interaction": _extended_text,
    "slider-interaction": _slider,
    "associate-interaction": _associate,
}
UNKNOWN: dict[str, Message] = {
    "custom-interaction": message("a question that brings its own program has no equivalent"),
    "drawing-interaction": message("a drawing to make has no equivalent"),
    "graphic-associate-interaction": message("pairs to make on an image have no equivalent"),
    "graphic-gap-match-interaction": message("labels to put on an image have no equivalent"),
    "graphic-order-interaction": message("an order to make on an image has no equivalent"),
    "portable-custom-interaction": message("a question that brings its own program has no equivalent"),
    "position-object-interaction": message("several markers to put on an image have no equivalent"),
    "select-point-interaction": message("a point to show on an image has no equivalent: draw zones to choose"),
    "upload-interaction": message("a file to hand in has no equivalent"),
}
"""What a teacher reads of the interactions that cannot come in."""
