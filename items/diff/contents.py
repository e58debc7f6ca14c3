"""The rules of each item type, field by field."""

from operator import attrgetter

from items.diff.change import Changes, Fields, Place, compare
from items.diff.options import key, keys, options, order, pairs
from items.diff.rules import each, members, switch, value, words
from items.messages import message
from items.types import TYPES
from items.types.blanks import Blanks
from items.types.content import ItemContent
from items.types.extended_text import ExtendedText
from items.types.file_task import FileTask
from items.types.hotspot import Hotspot
from items.types.inline_choice import InlineChoice
from items.types.match import Match
from items.types.multiple_choice import MultipleChoice
from items.types.number import Number
from items.types.order import Order
from items.types.short_text import ShortText
from items.types.simulator import Simulator
from items.types.single_choice import SingleChoice
from items.types.web_task import WebTask

TOLERATED = {
    "case": message("case now ignored"),
    "accents": message("accents now ignored"),
    "spaces": message("spaces now ignored"),
    "punctuation": message("punctuation now ignored"),
    "ligatures": message("ligatures now ignored"),
    "slips": message("slips now tolerated"),
}
COUNTED = {
    "case": message("case now counts"),
    "accents": message("accents now count"),
    "spaces": message("spaces now count"),
    "punctuation": message("punctuation now counts"),
    "ligatures": message("ligatures now count"),
    "slips": message("slips no longer tolerated"),
}


def tolerances(place: Place) -> Changes:
    """« slips now tolerated »."""
    for name in (name for name in place.old if name not in place.new):
        yield place.change("answer", COUNTED[name], "key_correct", "fair")
    for name in (name for name in place.new if name not in place.old):
        yield place.change("answer", TOLERATED[name], "key_correct", "fair")


def content(place: Place) -> Changes:
    """The content of an item, or the response of a task: another type, or the changes inside of it."""
    old, new = place.old, place.new
    if type(old) is type(new):
        yield from compare(place.where, old, new, CONTENTS[type(new)])
    else:
        before, after = (message(thing.label) for thing in (old, new))
        sentence = message("type: %(before)s → %(after)s", before=before, after=after)
        yield place.change("answer", sentence, *("key_correct", "statement_clear", "time_right"))


ID = attrgetter("id")
FEEDBACK: Fields = {
    "text": value(message("text"), "answer", "key_correct"),
    "feedback": words(message("feedback"), "form", "feedback_useful"),
}
STRATEGY = value(message("scoring"), "answer", "key_correct", "fair")
ACCEPTED = members(message("accepted answer"), "answer", "key_correct")
SENTENCE = words(message("text with blanks"), "meaning", "statement_clear", "key_correct")
NAME = words(message("label"), "form", "accessible", markdown=False)
OPTION = message("option")

BLANK: Fields = {
    "id": value(message("identifier"), "form"),
    "label": NAME,
    "accepted": ACCEPTED,
    "tolerances": tolerances,
    "options": members(OPTION, "meaning", "distractors_plausible"),
}
MENU: Fields = {"id": value(message("identifier"), "form"), "label": NAME, "options": options("key"), "key": key}
AREA: Fields = {
    "id": value(message("identifier"), "form"),
    "label": NAME,
    "shape": value(message("shape of the zone"), "answer", "key_correct"),
    "coordinates": value(message("place of the zone"), "answer", "key_correct"),
    "feedback": words(message("feedback"), "form", "feedback_useful"),
}
RESPONSE: Fields = {"response": content}

CONTENTS: dict[type[ItemContent], Fields] = {
    SingleChoice: {"options": options("key"), "key": key},
    MultipleChoice: {"options": options("keys"), "keys": keys("options"), "strategy": STRATEGY},
    ShortText: {
        "accepted": ACCEPTED,
        "tolerances": tolerances,
        "refused": each(
            message("refused answer"),
            "answer",
            "key_correct",
            key=lambda r: r.text,
            fields=FEEDBACK,
            said=lambda r: r.text,
        ),
        "placeholder": words(message("placeholder"), "form", "statement_clear", markdown=False),
    },
    Number: {
        "value": value(message("right value"), "answer", "key_correct"),
        "tolerance": value(message("tolerance"), "answer", "key_correct", "fair"),
        "unit": value(message("unit"), "answer", "key_correct"),
        "units": members(message("other unit"), "answer", "key_correct"),
        "unit_required": switch(
            message("the unit is now required"),
            message("the unit is no longer required"),
            "answer",
            "key_correct",
            "fair",
        ),
    },
    Blanks: {
        "text": SENTENCE,
        "blanks": each(message("blank"), "answer", "key_correct", key=ID, fields=BLANK, said=lambda blank: blank.label),
        "as_set": switch(
            message("answers now count in any order"), message("each answer now has its blank"), "answer", "key_correct"
        ),
        "strategy": STRATEGY,
    },
    InlineChoice: {
        "text": SENTENCE,
        "menus": each(message("menu"), "answer", "key_correct", key=ID, fields=MENU, said=lambda menu: menu.label),
        "strategy": STRATEGY,
    },
    Order: {"items": options(one=message("thing to order")), "key": order, "strategy": STRATEGY},
    Match: {
        "sources": options(one=message("thing to match")),
        "targets": options(one=message("target")),
        "pairs": pairs,
        "one_to_one": switch(
            message("a target now serves once"), message("a target may now serve twice"), "answer", "key_correct"
        ),
        "strategy": STRATEGY,
    },
    Hotspot: {
        "image": switch(message("another image"), message("another image"), "meaning", "accessible", "legal_privacy"),
        "alt": words(message("alternative text"), "form", "accessible", markdown=False),
        "width": value(message("width of the image"), "answer", "key_correct"),
        "height": value(message("height of the image"), "answer", "key_correct"),
        "areas": each(message("zone"), "answer", "key_correct", key=ID, fields=AREA, said=lambda area: area.label),
        "keys": keys("areas"),
        "strategy": STRATEGY,
    },
    FileTask: RESPONSE,
    WebTask: RESPONSE | {"sites": members(message("site to consult"), "meaning", "legal_privacy", "accessible")},
    Simulator: RESPONSE
    | {
        "url": value(message("address of the simulator"), "meaning", "accessible", "legal_privacy"),
        "title": words(message("title of the simulator"), "form", "accessible", markdown=False),
        "height": value(message("height of the frame"), "form", "accessible"),
    },
    ExtendedText: {
        "model_answer": words(message("model answer"), "answer", "key_correct", "feedback_useful"),
        "criteria": members(message("criterion"), "answer", "key_correct"),
    },
}
assert set(CONTENTS) == set(TYPES)
