"""How the Pix engine compares texts: three treatments, each on or off, and numbers.

`t1` takes away case, accents and spaces; `t2` everything but a-z, 0-9 and spaces; `t3` accepts a Levenshtein distance
of a quarter of the length of the answer.
"""

import re
from collections.abc import Collection, Sequence
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein

from items.pix import javascript

TREATMENTS = ("t1", "t2", "t3")
RATIO = 4
"""The answer may have one letter wrong in so many."""


def pre_treated(text: str) -> str:
    """What is done to every answer."""
    return normalize("NFC", text).replace("\u00a0", " ")


def treated(text: str, treatments: Collection[str]) -> str:
    """The text under `t1` then `t2`, those of them that are on."""
    if "t1" in treatments:
        bare = re.sub("[\u0300-\u036f]", "", normalize("NFD", javascript.trim(text).lower()))
        text = re.sub(f"[{javascript.SPACES}]", "", bare)
    if "t2" in treatments:
        text = re.sub(" +", " ", re.sub("[^a-zA-Z0-9 ]+", "", text))
    return text


def matches(answer: str, solutions: Sequence[str], treatments: Collection[str]) -> bool:
    """Whether a treated answer is one of the treated solutions, or near enough to one under `t3`."""
    if "t3" not in treatments:
        return answer in solutions
    return any(_near(javascript.units(answer), javascript.units(solution)) for solution in solutions)


def _near(answer: str, solution: str) -> bool:
    most = len(answer) // RATIO
    return Levenshtein.distance(answer, solution, score_cutoff=most) <= most


def is_numeric(text: str) -> bool:
    """Whether the engine takes the text for a number. Only the first comma and the first space are forgiven."""
    number = javascript.trim(text.replace(",", ".", 1)).replace(" ", "", 1)
    return javascript.is_number(number) and javascript.parse_float(number) is not None


def number(text: str) -> float | None:
    """The number that the engine reads in a numeric text."""
    return javascript.parse_float(text.replace(" ", "", 1).replace(",", ".", 1))
