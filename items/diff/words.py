"""Two texts compared word by word."""

import re
from difflib import SequenceMatcher

from items.markdown import to_text
from items.types.content import GAP

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’-]\w+)*|[^\w\s]")
LIGHT = frozenset(".,;:!?…'’\"“”«»()–—")
"""Signs that do not change what a text says."""
TARGET = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|https?://\S+", re.DOTALL)
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
    """How many words differ, and the passages around them. Case alone is no difference."""

    def __init__(self, before: list[str], after: list[str]) -> None:
        matcher = SequenceMatcher(
            None, [word.casefold() for word in before], [word.casefold() for word in after], autojunk=False
        )
        blocks = [block for block in matcher.get_opcodes() if block[0] != "equal"]
        self.count = sum(max(end - start, until - since) for _, start, end, since, until in blocks)
        self.passages = [
            (" ".join(before[start:end]), " ".join(after[since:until])) for _, start, end, since, until in blocks
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
