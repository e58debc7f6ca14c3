"""Two texts compared word by word."""

import re
from collections.abc import Callable
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from items.markdown import to_text
from items.types.content import GAP

LIGHT = ".,;:!?…’'\"“”«»()[]–—"
"""Signs that say nothing around a word. Inside of one they count: A1:A5 is not A1;A5."""
BEFORE_SIGN = re.compile(r"(?<=\d)(?=[%€°])")
TARGET = re.compile(r"```.*?```|`[^`]*`|\]\([^)\n]{0,500}\)|https?://\S+", re.DOTALL)
"""Code, and where links and images lead: each sign of it counts."""
MOST_PASSAGES = 4
LONGEST_PASSAGE = 80


Words = list[str]


def plain_words(text: str) -> Words:
    """The words of a plain text, without the signs around them."""
    words = (word.strip(LIGHT) for word in BEFORE_SIGN.sub(" ", text.replace("’", "'")).split())
    return [word for word in words if word]


def markdown_words(text: str) -> Words:
    """The same for a Markdown text, whose markup does not count; a blank is a word."""
    return plain_words(to_text(GAP.sub(r" \1 ", text)))


def as_label(words: Words) -> Words:
    """What counts in a label, which may be a formula or a command: its case does, but for the first letter."""
    return [word if place else word[0].lower() + word[1:] for place, word in enumerate(words)]


def as_prose(words: Words) -> Words:
    """What counts in sentences: not their case."""
    return [word.casefold() for word in words]


def targets(text: str) -> list[str]:
    """The code, links and images of a Markdown text, in order."""
    return TARGET.findall(text)


class WordChanges:
    """How many words were changed, added or removed, and the passages."""

    def __init__(self, before: Words, after: Words, counted: Callable[[Words], Words]) -> None:
        edits = Levenshtein.opcodes(counted(before), counted(after))
        runs = [list(run) for differ, run in groupby(edits, lambda edit: edit.tag != "equal") if differ]
        self.count = sum(
            max(edit.src_end - edit.src_start, edit.dest_end - edit.dest_start) for run in runs for edit in run
        )
        self.passages = [
            (
                " ".join(before[run[0].src_start : run[-1].src_end]),
                " ".join(after[run[0].dest_start : run[-1].dest_end]),
            )
            for run in runs
        ]

    def __str__(self) -> str:
        shown = [_passage(*passage) for passage in self.passages[:MOST_PASSAGES]]
        return ", ".join(shown + ["…"] * (len(self.passages) > MOST_PASSAGES))


def _passage(before: str, after: str) -> str:
    """« a » → « b », + « b » or − « a »."""
    if not before:
        return f"+ « {shortened(after)} »"
    if not after:
        return f"− « {shortened(before)} »"
    return f"« {shortened(before)} » → « {shortened(after)} »"


def shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_PASSAGE else text[: LONGEST_PASSAGE - 1].rstrip() + "…"
