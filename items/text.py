"""Texts typed by pupils: what each tolerance ignores, and which expected text an answer comes nearest to.

Some differences nobody sees or means, and they never count: the kind of space, of apostrophe or of hyphen, outer
spaces, invisible characters, the way an accented letter is encoded. Every other difference counts, unless a tolerance
is named.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal
from unicodedata import category, normalize

from rapidfuzz.distance import OSA

Tolerance = Literal["case", "accents", "spaces", "punctuation", "ligatures", "slips"]

LONGEST = 2_000
"""Characters. No expected text is a quarter as long, so that a longer answer is not even looked at."""
SHORT_WORD = 3
"""Letters. Slips are not forgiven in so short a word: « le » is not « la »."""
LONG_WORD = 9
"""Letters from which a word may have two slips instead of one."""
MOST_SLIPS = 3
"""In the whole answer."""

SPACES = dict.fromkeys((code for code in range(0x3001) if chr(code).isspace()), " ")
INVISIBLE = dict.fromkeys((0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
SAME_SIGNS = {0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2212: "-"}
NEVER_COUNTS = SPACES | INVISIBLE | SAME_SIGNS
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl"})
MARKS = dict.fromkeys(range(0x300, 0x370))


class Punctuation(dict[int, int | None]):
    """What `str.translate` takes away: punctuation and the signs + < = > | ~ ^ `, no currency, no symbol such as °."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if category(chr(code)) in ("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sk") else code
        return self[code]


PUNCTUATION = Punctuation()


def plain(text: str) -> str:
    """The text without the differences that never count."""
    if text.isascii() and text.isprintable():
        return text.strip(" ")
    return normalize("NFC", text.translate(NEVER_COUNTS)).strip(" ")


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return normalize("NFC", normalize("NFD", text).translate(MARKS))


def _without_ligatures(text: str) -> str:
    return text if text.isascii() else text.translate(LIGATURES)


def _without_case(text: str) -> str:
    return text.lower() if text.isascii() else normalize("NFC", normalize("NFD", text).casefold())


def _without_punctuation(text: str) -> str:
    if text.isalnum():
        return text
    return normalize("NFC", " ".join(text.translate(PUNCTUATION).split()))


def _without_spaces(text: str) -> str:
    return normalize("NFC", text.replace(" ", ""))


FOLDS: dict[Tolerance, Callable[[str], str]] = {
    "accents": _without_accents,
    "ligatures": _without_ligatures,
    "case": _without_case,
    "punctuation": _without_punctuation,
    "spaces": _without_spaces,
}
"""What each tolerance takes away, in the order in which it is done. Slips are another matter: they compare."""


def folded(text: str, tolerances: tuple[Tolerance, ...]) -> str:
    """A plain text without what the tolerances ignore."""
    for tolerance, fold in FOLDS.items():
        if tolerance in tolerances:
            text = fold(text)
    return text.strip(" ")


def normalised(text: str, tolerances: tuple[Tolerance, ...]) -> str:
    """What is compared: two are the same answer if this is the same and not empty. Twice is as once."""
    return folded(plain(text), tolerances)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of an expected text. Slips are forgiven in long words only, never in digits, signs or short words."""

    text: str
    forgiven: int

    def slips(self, answer: str) -> int | None:
        """How many slips make this piece into that one; None when they are too many, or no slips.

        A slip is a letter missing, added or changed, or two neighbours swapped. A difference of case, accent or
        ligature is none: that is for another tolerance to forgive.
        """
        if answer == self.text:
            return 0
        if not self.forgiven or len(answer) <= SHORT_WORD or not answer.isalpha():
            return None
        slips = OSA.distance(self.text, answer, score_cutoff=self.forgiven)
        if slips > self.forgiven or slips != OSA.distance(_bare(self.text), _bare(answer)):
            return None
        return slips


def _distance(one: str, other: str) -> int:
    return OSA.distance(one, other, score_cutoff=MOST_SLIPS)


def _bare(text: str) -> str:
    return folded(text, ("case", "accents", "ligatures"))


def _forgiven(word: str) -> int:
    if not word.isalpha() or len(word) <= SHORT_WORD:
        return 0
    return 1 if len(word) < LONG_WORD else 2


@lru_cache(maxsize=8192)
def _words(text: str, tolerances: tuple[Tolerance, ...]) -> tuple[Word, ...]:
    """The pieces of a plain text, which joined are the folded text. Words are told apart before spaces go."""
    separate = folded(text, tuple(t for t in tolerances if t not in ("punctuation", "spaces")))
    runs = ("".join(run) for _, run in groupby(separate, key=str.isalpha))
    pieces = tuple(Word(piece, _forgiven(piece)) for run in runs if (piece := _signs_kept(run, tolerances)))
    whole = folded(text, tolerances)
    return pieces if "".join(piece.text for piece in pieces) == whole else (Word(whole, 0),)


def _signs_kept(run: str, tolerances: tuple[Tolerance, ...]) -> str:
    if "punctuation" in tolerances:
        run = re.sub(" +", " ", run.translate(PUNCTUATION))
    return run.replace(" ", "") if "spaces" in tolerances else run


def slips(words: tuple[Word, ...], answer: str) -> int | None:
    """How many slips make the words, end to end, into the folded answer; None when it is another answer."""
    reached = {0: 0}
    for position, word in enumerate(words, 1):
        if not reached:
            return None
        reached = _reached(word, answer, reached, last=position == len(words))
    return reached.get(len(answer))


def _reached(word: Word, answer: str, starts: dict[int, int], *, last: bool) -> dict[int, int]:
    """How far in the answer the word can go from each start, and the fewest slips on the way."""
    ends: dict[int, int] = {}
    for start, before in starts.items():
        longest = min(len(word.text) + word.forgiven, len(answer) - start)
        shortest = longest if last else max(len(word.text) - word.forgiven, 0)
        for end in range(start + shortest, start + longest + 1):
            found = word.slips(answer[start:end])
            if found is not None and before + found <= ends.get(end, MOST_SLIPS):
                ends[end] = before + found
    return ends


@dataclass(frozen=True, slots=True)
class Match:
    """An expected text that the answer comes to, and what had to be forgiven."""

    text: str
    slips: int = 0
    ignored: tuple[Tolerance, ...] = ()

    @property
    def distance(self) -> tuple[int, int]:
        """Greater when more had to be forgiven: slips first, then the number of tolerances."""
        return self.slips, len(self.ignored)


class Expected:
    """Expected texts under the same tolerances, ready to be compared. Those that normalise to nothing match nothing."""

    def __init__(self, texts: tuple[str, ...], tolerances: tuple[Tolerance, ...]) -> None:
        self.slips = "slips" in tolerances
        self.folds = tuple(tolerance for tolerance in FOLDS if tolerance in tolerances)
        self.texts = {start: text for text in reversed(texts) if folded(start := plain(text), self.folds)}
        self.folded: dict[str, list[str]] = {}
        for start in reversed(self.texts):
            self.folded.setdefault(folded(start, self.folds), []).append(start)

    def nearest(self, answer: str) -> Match | None:
        """The expected text that asks for the least to be forgiven, the first of them; None for any other answer."""
        if len(answer) > LONGEST:
            return None
        start = plain(answer)
        if start in self.texts:
            return Match(self.texts[start])
        whole = folded(start, self.folds)
        found = dict.fromkeys(self.folded.get(whole, ()), 0) or self._with_slips(whole)
        matches = (Match(self.texts[text], count, self._ignored(start, text, count)) for text, count in found.items())
        return min(matches, key=lambda match: match.distance, default=None)

    def _with_slips(self, answer: str) -> dict[str, int]:
        """The texts that the folded answer comes to, with the number of slips."""
        near = [whole for whole in self.folded if self.slips and _distance(whole, answer) <= MOST_SLIPS]
        counts = ((text, slips(_words(text, self.folds), answer)) for whole in near for text in self.folded[whole])
        return {text: count for text, count in counts if count is not None}

    def _ignored(self, answer: str, text: str, count: int) -> tuple[Tolerance, ...]:
        """The tolerances that were needed: those without which there would not be so few slips."""
        useful = tuple(t for t in self.folds if FOLDS[t](answer) != answer or FOLDS[t](text) != text)
        if len(useful) == 1 and not count:
            return useful
        return tuple(t for t in useful if not _comes_to(text, answer, tuple(u for u in useful if u != t), count))


def _comes_to(text: str, answer: str, tolerances: tuple[Tolerance, ...], count: int) -> bool:
    whole, answered = folded(text, tolerances), folded(answer, tolerances)
    return whole == answered or (count > 0 and slips(_words(text, tolerances), answered) == count)


@lru_cache(maxsize=4096)
def expected(texts: tuple[str, ...], tolerances: tuple[Tolerance, ...]) -> Expected:
    """The expected texts made ready, once for all the answers to one item."""
    return Expected(texts, tolerances)
