"""The texts of a draft that one may look for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from challengebank.search import words_of

UNSAID = {"id", "type", "strategy", "shape", "coordinates", "tolerances", "image"}


def words_in(texts: Iterable[str], content: Iterable[Mapping[str, Any]]) -> str:
    """What the column of words holds for these texts, and those of a content as it is stored."""
    return words_of([*texts, *texts_in([block["value"] for block in content])])


def texts_in(value: Any) -> Iterator[str]:
    """Every text that an author typed in a stored content: options, keys, feedback."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in UNSAID:
                yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)
