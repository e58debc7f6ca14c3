"""The spellings of an answer that a tolerance lets through, for formats that can only list right answers."""

import re
import unicodedata
from collections.abc import Iterable

LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
PUNCTUATION = re.compile(r"[^\w\s]|_")


def without_accents(text: str) -> str:
    """The text with no diacritic: `élève` is `eleve`."""
    letters = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def spellings(accepted: Iterable[str], tolerances: Iterable[str]) -> tuple[str, ...]:
    """The accepted answers, then those that drop their accents, ligatures or punctuation, each once."""
    found = dict.fromkeys(accepted)
    if "ligatures" in tolerances:
        found |= dict.fromkeys(text.translate(LIGATURES) for text in tuple(found))
    if "punctuation" in tolerances:
        found |= dict.fromkeys(_spaced(PUNCTUATION.sub("", text)) for text in tuple(found))
    if "accents" in tolerances:
        found |= dict.fromkeys(without_accents(text) for text in tuple(found))
    return tuple(text for text in found if text.strip())


def _spaced(text: str) -> str:
    return " ".join(text.split())
