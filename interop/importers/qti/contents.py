"""The interactions of QTI, one function each: XML to the content of an item."""

import re
from collections.abc import Callable

from interop.html import tree_to_markdown, words_of
from interop.importers.draft import Draft, NotUnderstood, line, number
from interop.importers.qti.asked import Asked, key_of, options_of, right_of
from interop.importers.qti.gaps import gap_match, in_text
from interop.importers.qti.pairs import associate, match
from interop.importers.qti.responses import Response, selection
from interop.importers.qti.words import classes, first, interactions_in, named
from interop.importers.weighed import PARTIAL, Read
from interop.importers.xml import Element
from items.messages import Message, message

SHAPES = {"rect": "rectangle", "circle": "circle", "poly": "polygon"}


def read_content(asked: Asked) -> Read:
    """The content of an item; NotUnderstood when it asks something that we cannot."""
    interactions = interactions_in(asked.body)
    kinds = list(dict.fromkeys(each.tag for each in interactions))
    if not kinds:
        raise NotUnderstood(message("it asks nothing"))
    if next(named(asked.body, "printed-variable"), None) is not None:
        raise NotUnderstood(message("a question with values drawn by chance has no equivalent"))
    if set(kinds) <= {"text-entry-interaction", "inline-choice-interaction"}:
        return in_text(asked, interactions)
    if len(interactions) > 1:
        raise NotUnderstood(
            message("it asks several questions at once: make a question of each there, and export again")
        )
    if kinds[0] not in READERS:
        raise NotUnderstood(UNKNOWN.get(kinds[0]) or message("%(kind)s has no equivalent", kind=kinds[0]))
    return READERS[kinds[0]](asked, interactions[0])


def _choice(asked: Asked, interaction: Element) -> Read:
    response = asked.response(interaction)
    options = options_of(interaction, asked, "simple-choice")
    return _selection(asked, interaction, response, options)


def _selection(asked: Asked, interaction: Element, response: Response, options: list[Draft]) -> Read:
    told = set(asked.processing.strings(response.name)) if not response.right() else set()
    right = [key_of(each) for each in (told if len(told) == 1 else right_of(response))]
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
    return _selection(asked, interaction, asked.response(interaction), options_of(interaction, asked, "hottext"))


def _order(asked: Asked, interaction: Element) -> Read:
    response = asked.response(interaction)
    key = [key_of(each) for each in right_of(response)]
    strategy = "per_pair" if asked.processing.scores_by("index") else "all_or_nothing"
    items = options_of(interaction, asked, "simple-choice")
    if sorted(key) != sorted(item["id"] for item in items):
        raise NotUnderstood(message("only some of its items are to be put in order"))
    lost = [PARTIAL] if strategy == "all_or_nothing" and asked.processing.shares() else []
    return Read({"type": "order", "items": items, "key": key, "strategy": strategy}, lost)


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
        "keys": [key_of(each) for each in right_of(response)],
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
    right = right_of(asked.response(interaction))[0]
    bounds = [interaction.get(name, "") for name in ("lower-bound", "upper-bound")]
    lost = message("a scale from %(low)s to %(high)s became a number to type", low=bounds[0], high=bounds[1])
    return Read({"type": "number", "value": number(right), "tolerance": "0"}, [lost])


READERS: dict[str, Callable[[Asked, Element], Read]] = {
    "choice-interaction": _choice,
    "hottext-interaction": _hottext,
    "order-interaction": _order,
    "match-interaction": match,
    "gap-match-interaction": gap_match,
    "hotspot-interaction": _hotspot,
    "extended-text-interaction": _extended_text,
    "slider-interaction": _slider,
    "associate-interaction": associate,
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
