"""Answers as people say them."""

from collections.abc import Iterator
from typing import Any

from pydantic import JsonValue

from items.document import Item


def in_words(item: Item, answer: JsonValue) -> str:
    """An answer with the texts of the options in place of their identifiers."""
    texts = dict(_texts(item.content.model_dump()))
    if isinstance(answer, dict):
        return " ; ".join(f"{texts.get(key, key)} → {texts.get(str(value), value)}" for key, value in answer.items())
    if isinstance(answer, list):
        return ", ".join(texts.get(str(value), str(value)) for value in answer)
    return texts.get(str(answer), str(answer))


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Identifier and text of everything in a content that has both."""
    if isinstance(value, dict):
        if "id" in value and (text := value.get("text") or value.get("label")):
            yield value["id"], text
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
