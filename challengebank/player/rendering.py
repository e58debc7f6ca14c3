"""An item drawn as a form, with its result once there is a score."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from pydantic import JsonValue

from challengebank.player.drawing import TEMPLATES, controls
from challengebank.player.result import result_of
from challengebank.player.sheet import Sheet
from items.document import Item
from items.scoring import Score


@dataclass(frozen=True, slots=True)
class TutorialLink:
    """Where a pupil reads a tutorial."""

    title: str
    url: str


def render(
    item: Item,
    *,
    asset_url: Callable[[str], str],
    language: str,
    prefix: str = "",
    answer: JsonValue = None,
    score: Score | None = None,
    action: str = "",
    csrf_token: str = "",
    seed: str = "",
    tutorials: Mapping[str, TutorialLink] | None = None,
) -> SafeString:
    """The HTML of `item`, said in `language`: to answer, or with `answer` and its result when there is a `score`.

    `asset_url` gives the address of a file by its SHA-256; `action` is where the answer is posted (by default, where
    the page is); `prefix` keeps the fields of two players on one page apart; `seed` decides the shuffled order;
    `tutorials` are those that can be linked, by identity. The answer to an extended text, not scored yet, is shown
    beside the model answer for the pupil to assess it.
    """
    sheet = Sheet(item, answer, prefix, seed, asset_url)
    with translation.override(language):
        return render_to_string(
            f"{TEMPLATES}/item.html",
            _frame(sheet)
            | controls(item.content, sheet)
            | {
                "language": language,
                "action": action,
                "csrf_token": csrf_token,
                "score": score,
                "result": result_of(sheet, score) if score else None,
                "assessing": item.content.type == "extended_text" and answer is not None and not score,
                "understand": _links(item.tutorials.understand, tutorials),
                "further": _links(item.tutorials.further, tutorials),
            },
        )


def _frame(sheet: Sheet) -> dict[str, Any]:
    item = sheet.item
    return {
        "item": item,
        "prefix": sheet.prefix,
        "name": sheet.name(),
        "statement": sheet.html(item.statement),
        "hint": sheet.html(item.hint),
        "illustration": sheet.asset_url(item.illustration.asset) if item.illustration else None,
        "attachments": _attachments(sheet),
        "conditions": _conditions(item),
        "controls_template": f"{TEMPLATES}/{item.content.type}.html",
    }


def _attachments(sheet: Sheet) -> list[dict[str, Any]]:
    assets = {asset.sha256: asset for asset in sheet.item.assets}
    return [
        {
            "label": attachment.label,
            "url": sheet.asset_url(attachment.asset),
            "name": assets[attachment.asset].name,
            "size": assets[attachment.asset].size,
        }
        for attachment in sheet.item.attachments
    ]


def _conditions(item: Item) -> list[str]:
    """How the item is played, a few words each."""
    delivery = item.delivery
    devices = {"computer": gettext("computer"), "tablet": gettext("tablet"), "phone": gettext("phone")}
    said = []
    if delivery.time_limit:
        said.append(gettext("Time limit: %(time)s") % {"time": _duration(delivery.time_limit)})
    elif delivery.estimated_time:
        said.append(gettext("About %(time)s") % {"time": _duration(delivery.estimated_time)})
    if delivery.calculator:
        said.append(gettext("Calculator allowed"))
    if delivery.focus:
        said.append(gettext("Stay on this page"))
    if len(delivery.devices) < len(devices):
        said.append(gettext("On: %(devices)s") % {"devices": ", ".join(devices[name] for name in delivery.devices)})
    return said


def _duration(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    return " ".join(f"{count}\u00a0{unit}" for count, unit in ((minutes, "min"), (seconds, "s")) if count)


def _links(identities: Iterable[str], tutorials: Mapping[str, TutorialLink] | None) -> list[TutorialLink]:
    return [tutorials[identity] for identity in identities if identity in tutorials] if tutorials else []
