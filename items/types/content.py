"""What every item type does: score an answer, propose its own sample answers, name the files it uses."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from items.base import Frozen, Key, Label, Markdown
from items.scoring import AnswerTest, Score


class Option(Frozen):
    """One thing to choose, with the feedback a pupil reads after choosing it."""

    id: Key
    text: Label
    feedback: Markdown = ""


class ItemContent(Frozen):
    """The base of every item type."""

    label: ClassVar[str]
    """The type's name for people, a gettext message identifier."""

    @abstractmethod
    def score(self, answer: object) -> Score:
        """Score any JSON value as an answer; never raises."""

    @abstractmethod
    def samples(self) -> tuple[AnswerTest, ...]:
        """Answers this type proposes for this content: right, wrong, near miss and invalid ones."""

    def asset_digests(self) -> set[str]:
        """SHA-256 of each file that the content itself uses."""
        return set()


def refuse_repeats(values: Iterable[str], what: str) -> None:
    """Raise ValueError naming the first value that comes twice, ignoring case and outer spaces."""
    for value, count in Counter(value.strip().casefold() for value in values).items():
        if count > 1:
            raise ValueError(f"{what} {value!r} comes twice")
