"""What the template of each item type needs."""

from collections.abc import Callable, Iterable
from functools import singledispatch
from string import ascii_uppercase
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from challengebank.player.sheet import Sheet
from items.markdown import fill_blanks
from items.types.blanks import Blanks
from items.types.content import ItemContent, Option
from items.types.extended_text import ExtendedText
from items.types.file_task import FileTask
from items.types.hotspot import Area, Hotspot
from items.types.inline_choice import InlineChoice
from items.types.match import Match
from items.types.multiple_choice import MultipleChoice
from items.types.number import Number
from items.types.order import Order
from items.types.short_text import ShortText
from items.types.simulator import Simulator
from items.types.single_choice import SingleChoice
from items.types.web_task import WebTask

TEMPLATES = "challengebank/player"
FITS = 28
"""Characters that a menu shows whole on a phone."""


class Choice(NamedTuple):
    """Something to choose."""

    id: str
    text: str
    chosen: bool


@singledispatch
def controls(content: ItemContent, sheet: Sheet) -> dict[str, Any]:
    """The context of the template `<type>.html`."""
    raise NotImplementedError(content.type)


@controls.register
def _(content: SingleChoice | MultipleChoice, sheet: Sheet) -> dict[str, Any]:
    return {"options": _choices(sheet.shuffled(content.options), *sheet.chosen)}


@controls.register
def _(content: ShortText | Number, sheet: Sheet) -> dict[str, Any]:
    return {"content": content, "value": sheet.text}


@controls.register
def _(content: Blanks, sheet: Sheet) -> dict[str, Any]:
    blanks = {blank.id: blank for blank in content.blanks}

    def blank(key: str) -> str:
        value = sheet.part(key)
        options = [Choice(text, text, text == value) for text in blanks[key].options]
        return _gap(sheet, key, blanks[key].label, options=options, value=value)

    return {"text": _filled(content.text, sheet, blank)}


@controls.register
def _(content: InlineChoice, sheet: Sheet) -> dict[str, Any]:
    menus = {menu.id: menu for menu in content.menus}

    def menu(key: str) -> str:
        return _gap(sheet, key, menus[key].label, options=_choices(menus[key].options, sheet.part(key)))

    return {"text": _filled(content.text, sheet, menu)}


@controls.register
def _(content: Order, sheet: Sheet) -> dict[str, Any]:
    items = {item.id: item for item in content.items}
    keys = [item.id for item in sheet.shuffled(content.items)]
    if tuple(keys) == content.key:
        keys.reverse()
    ranked = [key for key in sheet.chosen if key in items]
    return {
        "items": [
            {"name": sheet.name(key), "text": items[key].text, "rank": rank if key in ranked else None}
            for rank, key in enumerate(ranked + [key for key in keys if key not in ranked], 1)
        ],
        "ranks": range(1, len(items) + 1),
    }


@controls.register
def _(content: Match, sheet: Sheet) -> dict[str, Any]:
    targets = sheet.shuffled(content.targets)
    long = any(len(target.text) > FITS for target in targets)
    if long:
        targets = _lettered(targets)
    return {
        "one_to_one": content.one_to_one,
        "long_targets": [target.text for target in targets] if long else [],
        "sources": [
            {"name": sheet.name(source.id), "text": source.text, "targets": _choices(targets, sheet.part(source.id))}
            for source in sheet.shuffled(content.sources)
        ],
    }


def _lettered(targets: Iterable[Option]) -> list[Option]:
    """Targets under letters: a menu cuts their texts, which are then read above it."""
    named = zip(ascii_uppercase, targets, strict=False)
    return [target.model_copy(update={"text": f"{letter}. {target.text}"}) for letter, target in named]


@controls.register
def _(content: Hotspot, sheet: Sheet) -> dict[str, Any]:
    return {
        "content": content,
        "image": sheet.asset_url(content.image),
        "areas": [_area(area, area.id in sheet.chosen) for area in content.areas],
    }


@controls.register
def _(content: FileTask, sheet: Sheet) -> dict[str, Any]:
    return {"response": content.response, **controls(content.response, sheet)}


@controls.register
def _(content: WebTask, sheet: Sheet) -> dict[str, Any]:
    return {"sites": content.sites, "response": content.response, **controls(content.response, sheet)}


@controls.register
def _(content: Simulator, sheet: Sheet) -> dict[str, Any]:
    url = urlsplit(content.url)
    return {
        "simulator": content,
        "allowed": f"{url.scheme}://{url.netloc}" in settings.VIVIER_SIMULATOR_ORIGINS,
        "response": content.response,
        **controls(content.response, sheet),
    }


@controls.register
def _(content: ExtendedText, sheet: Sheet) -> dict[str, Any]:
    met = sheet.answer.get("met") if isinstance(sheet.answer, dict) else None
    met = met if isinstance(met, list) else []
    return {
        "value": sheet.part("text"),
        "model_answer": sheet.html(content.model_answer),
        "criteria": [Choice(str(number), text, number in met) for number, text in enumerate(content.criteria)],
        "text_name": sheet.name("text"),
        "met_name": sheet.name("met"),
    }


def _choices(options: Iterable[Option], *chosen: str) -> list[Choice]:
    return [Choice(option.id, option.text, option.id in chosen) for option in options]


def _filled(text: str, sheet: Sheet, control: Callable[[str], str]) -> SafeString:
    return mark_safe(fill_blanks(sheet.html(text), control))  # noqa: S308 - both are HTML already


def _gap(sheet: Sheet, key: str, label: str, **values: Any) -> str:
    context = {"name": sheet.name(key), "label": label, **values}
    return render_to_string(f"{TEMPLATES}/gap.html", context).strip()


def _area(area: Area, chosen: bool) -> dict[str, Any]:
    """A zone and its outline in SVG."""
    numbers = area.coordinates
    if area.shape == "rectangle":
        left, top, right, bottom = numbers
        outline = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    elif area.shape == "circle":
        outline = dict(zip(("cx", "cy", "r"), numbers, strict=True))
    else:
        outline = {"points": " ".join(map(str, numbers))}
    tag = {"rectangle": "rect"}.get(area.shape, area.shape)
    return {"id": area.id, "text": area.label, "chosen": chosen, "tag": tag, "outline": outline}
