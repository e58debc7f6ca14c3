"""Labels: tags that carry what most formats have no place for.

`crcn:1.1:3` is a framework, a competence and a level (and, after another colon, a theme); `discipline:svt`,
`class:sixieme`, `purpose:certification`, `locale:en`, `licence:…`, `author:…`, `source:…` say what they name. A plain
tag that looks like one of those is written `tag:…`. The first alignment is the primary one.
"""

import re
from collections.abc import Iterable
from typing import Any

from items.document import CRCN, Alignment, Item

PLACE = re.compile(r"([a-z0-9]+(?:[-_][a-z0-9]+)*):([1-9]\.[1-9]):([1-8])(?::(.*))?")
LISTS = {"discipline": "disciplines", "class": "classes", "author": "authors", "tag": "tags"}
NAMED = tuple((kind, name) for kind, name in LISTS.items() if kind != "tag")
VALUES = ("purpose", "locale", "licence", "source")
DEFAULTS = tuple((name, Item.model_fields[name].default) for name in VALUES)
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
SPELLED = {
    "discipline": SLUG,
    "class": SLUG,
    "purpose": re.compile("training|certification"),
    "locale": re.compile("[a-z]{2}(?:-[a-z]{2})?"),
}
CARRIED = ("alignments", *LISTS.values(), *VALUES)
"""The features that labels carry."""


def labels(item: Item) -> list[str]:
    """The labels of an item, the primary alignment first."""
    fields = vars(item)
    found = [_place(place) for place in sorted(item.alignments, key=_is_secondary)]
    found += [f"{kind}:{each}" for kind, name in NAMED if fields[name] for each in fields[name]]
    found += [f"{name}:{fields[name]}" for name, default in DEFAULTS if fields[name] != default]
    return found + [_escaped(tag) for tag in item.tags]


def labelled(texts: Iterable[str]) -> dict[str, Any]:
    """The fields that labels, or anyone's tags, say."""
    fields: dict[str, Any] = {}
    for text in texts:
        kind, colon, value = text.partition(":")
        if (place := PLACE.fullmatch(text)) and (place[1] != "crcn" or place[2] in CRCN):
            _add_place(fields, *place.groups())
        elif colon and kind in LISTS and _spelled(kind, value):
            fields.setdefault(LISTS[kind], []).append(value)
        elif colon and kind in VALUES and _spelled(kind, value):
            fields[kind] = value
        else:
            fields.setdefault("tags", []).append(text)
    return fields


def _is_secondary(place: Alignment) -> bool:
    return not place.primary


def _place(place: Alignment) -> str:
    theme = f":{place.theme}" if place.theme else ""
    return f"{place.framework}:{place.competence}:{place.level}{theme}"


def _escaped(tag: str) -> str:
    bare = tag.strip()
    kind = bare.partition(":")[0]
    known = kind in LISTS or kind in VALUES or (kind != bare and PLACE.fullmatch(bare))
    return f"tag:{tag}" if known or not bare else tag


def _spelled(kind: str, value: str) -> bool:
    return kind not in SPELLED or bool(SPELLED[kind].fullmatch(value))


def _add_place(fields: dict[str, Any], framework: str, competence: str, level: str, theme: str | None) -> None:
    places = fields.setdefault("alignments", [])
    if all((place["framework"], place["competence"]) != (framework, competence) for place in places):
        place = {"framework": framework, "competence": competence, "level": int(level), "primary": not places}
        places.append(place | ({"theme": theme} if theme else {}))
