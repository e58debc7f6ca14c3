"""The answer in a posted form, as the item's type expects it."""

import re
from functools import singledispatch

from django.http import QueryDict
from pydantic import JsonValue

from challengebank.player.sheet import field_name
from items.document import Item
from items.types.blanks import Blanks
from items.types.content import ItemContent
from items.types.extended_text import ExtendedText
from items.types.file_task import FileTask
from items.types.hotspot import Hotspot
from items.types.inline_choice import InlineChoice
from items.types.match import Match
from items.types.multiple_choice import MultipleChoice
from items.types.order import Order
from items.types.simulator import Simulator
from items.types.web_task import WebTask

RANK = re.compile("[0-9]{1,2}")


def read_answer(item: Item, data: QueryDict, prefix: str = "") -> JsonValue:
    """The answer to `item` in the form that `render` drew with this prefix."""
    return _read(item.content, data, prefix)


@singledispatch
def _read(content: ItemContent, data: QueryDict, prefix: str) -> JsonValue:
    """One text: short text, number, or the option of a single choice."""
    return data.get(field_name(prefix), "")


@_read.register
def _(content: MultipleChoice | Hotspot, data: QueryDict, prefix: str) -> JsonValue:
    return list(data.getlist(field_name(prefix)))


@_read.register
def _(content: Blanks, data: QueryDict, prefix: str) -> JsonValue:
    return _parts([blank.id for blank in content.blanks], data, prefix)


@_read.register
def _(content: InlineChoice, data: QueryDict, prefix: str) -> JsonValue:
    return _parts([menu.id for menu in content.menus], data, prefix)


@_read.register
def _(content: Match, data: QueryDict, prefix: str) -> JsonValue:
    return _parts([source.id for source in content.sources], data, prefix)


@_read.register
def _(content: Order, data: QueryDict, prefix: str) -> JsonValue:
    """The items that have a rank, first to last."""
    ranks = {item.id: data.get(field_name(prefix, item.id), "") for item in content.items}
    return sorted((key for key, rank in ranks.items() if RANK.fullmatch(rank)), key=lambda key: int(ranks[key]))


@_read.register
def _(content: ExtendedText, data: QueryDict, prefix: str) -> JsonValue:
    met = data.getlist(field_name(prefix, "met"))
    return {
        "text": data.get(field_name(prefix, "text"), ""),
        "met": [number for number in range(len(content.criteria)) if str(number) in met],
    }


@_read.register
def _(content: FileTask | WebTask | Simulator, data: QueryDict, prefix: str) -> JsonValue:
    return _read(content.response, data, prefix)


def _parts(keys: list[str], data: QueryDict, prefix: str) -> JsonValue:
    """An object of the parts that were filled in."""
    values = {key: data.get(field_name(prefix, key), "") for key in keys}
    return {key: value for key, value in values.items() if value}
