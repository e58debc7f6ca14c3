"""Two texts compared word by word."""

import re
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from items.markdown import to_text
from items.types.content import GAP

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’-]\w+)*|[^\w\s]")
LIGHT = frozenset(".,;:!?…'’\"“”«»()–—")
"""Signs that do not change what a text says."""
TARGET = re.compile(r"```.*?```|`[^`]*`|\]\([^)\n]{0,500}\)|https?://\S+", re.DOTALL)
"""Code, and where links and images lead: each sign of it counts."""
MOST_PASSAGES = 4
LONGEST_PASSAGE = 80


def plain_words(text: str) -> list[str]:
    """The words and the signs that count in a plain text."""
    return [token for token in TOKEN.findall(text) if token not in LIGHT]


def markdown_words(text: str) -> list[str]:
    """The same for a Markdown text, whose markup does not count; a blank is a word."""
    return plain_words(to_text(GAP.sub(r" \1 ", text)))


def targets(text: str) -> list[str]:
    """The code, links and images of a Markdown text, in order."""
    return TARGET.findall(text)


class WordChanges:
    """How many words were changed, added or removed, and the passages. Case alone is no difference."""

    def __init__(self, before: list[str], after: list[str]) -> None:
        edits = Levenshtein.opcodes([word.casefold() for word in before], [word.casefold() for word in after])
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
