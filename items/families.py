"""Families: a prototype and its variants. A variant says in `varies` which fields are its own; it inherits the others.

Pure functions over documents: the writer's desk builds variants with `variant`, the bank checks them with `drift`.
Enemies are items that must not meet in one test; `gives_away` proposes them.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from items.document import Item
from items.errors import InvalidDocument
from items.markdown import to_text

NEVER_SHARED = frozenset({"id", "format", "title", "family", "varies", "enemies", "answer_tests", "assets"})
"""What a variant always has of its own. Answer tests go with the content, assets with the fields that use them."""

SHAREABLE = tuple(name for name in Item.model_fields if name not in NEVER_SHARED)
SHORTEST_KEY = 4


def variant(prototype: Item, own: Mapping[str, Any]) -> Item:
    """The variant that has these fields of its own, and every other one of its prototype.

    `own` maps field names to values and has at least `id` and `title`. InvalidDocument names a field that cannot be.
    """
    if unknown := sorted(set(own) - set(Item.model_fields)):
        raise InvalidDocument.at(unknown[0], "a challenge has no such field")
    varies = tuple(name for name in SHAREABLE if name in own)
    inherited = {name: getattr(prototype, name) for name in SHAREABLE if name not in own}
    tests = () if "content" in own else prototype.answer_tests
    values = {"answer_tests": tests, **inherited, **own, "family": prototype.id, "varies": varies}
    known = {asset.sha256: asset for asset in (*prototype.assets, *own.get("assets", ()))}
    return _with_its_assets(values, known)


def _with_its_assets(values: dict[str, Any], known: Mapping[str, Any]) -> Item:
    """The item with exactly the assets that its fields use."""
    item = Item.model_construct(**{**values, "assets": ()})
    assets = tuple(known[digest] for digest in sorted(item.files()) if digest in known)
    return Item.parse(item.model_copy(update={"assets": assets}).canonical())


def drift(prototype: Item, member: Item) -> tuple[str, ...]:
    """The fields in which a variant should be like its prototype and is not, in the order of the document."""
    return tuple(
        name for name in SHAREABLE if name not in member.varies and getattr(member, name) != getattr(prototype, name)
    )


@dataclass(frozen=True, slots=True)
class Hint:
    """The text of `giver`, an identity, holds the right answer of `given`."""

    giver: str
    given: str
    answer: str


def gives_away(items: Iterable[Item]) -> tuple[Hint, ...]:
    """Enemies to propose: pairs where what one item shows holds the key of another. Families know themselves.

    The time grows with the words of the items, not with their pairs.
    """
    items = tuple(items)
    asked: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        for answer in _answers(item):
            asked.setdefault(answer, []).append(item)
    lengths = sorted({len(answer) for answer in asked})
    shown = {
        item.id: _windows(_words(f"{to_text(item.statement)} {to_text(item.hint)} {item.title}"), lengths)
        for item in items
    }
    return tuple(
        Hint(giver.id, given.id, " ".join(answer))
        for giver in items
        for answer in sorted(shown[giver.id] & asked.keys())
        for given in asked[answer]
        if giver.id != given.id and not _relatives(giver, given) and answer not in shown[given.id]
    )


def _windows(words: tuple[str, ...], lengths: list[int]) -> set[tuple[str, ...]]:
    """Every run of words of one of these lengths."""
    return {words[start : start + length] for length in lengths for start in range(len(words) - length + 1)}


def _relatives(one: Item, other: Item) -> bool:
    return one.family is not None and one.family == other.family


def _answers(item: Item) -> set[tuple[str, ...]]:
    """The right answers of an item, as words, that are long enough to be recognised elsewhere."""
    content = item.content
    found: tuple[str, ...] = ()
    if content.type == "single_choice":
        found = tuple(option.text for option in content.options if option.id == content.key)
    elif content.type == "short_text":
        found = content.accepted
    elif content.type in ("file_task", "web_task", "simulator") and content.response.type == "short_text":
        found = content.response.accepted
    return {words for words in map(_words, found) if len("".join(words)) >= SHORTEST_KEY}


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
