"""What every item type does: score an answer, propose its own sample answers, name the files it uses."""

import re
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from items.base import Frozen, Key, Label, Markdown
from items.scoring import AnswerTest, Score
from items.text import Tolerance, plain

GAP = re.compile(r"\{\{([A-Za-z0-9][A-Za-z0-9_-]*)\}\}")
"""The place of a blank in a text: `{{id}}`."""

MOST = 100
"""Things in an answer: no content offers as many."""
DEFAULT_TOLERANCES: tuple[Tolerance, ...] = ("case", "accents", "spaces")


class Option(Frozen):
    """One thing to choose, with the feedback a pupil reads after choosing it."""

    id: Key
    text: Label
    feedback: Markdown = ""


class Refused(Frozen):
    """A wrong answer that was foreseen, and what the pupil then reads."""

    text: Label
    feedback: Markdown = ""


class ItemContent(Frozen):
    """The base of every item type. The field `type` of each names it in documents."""

    label: ClassVar[str]
    """The type's name for people, a gettext message identifier."""

    @abstractmethod
    def score(self, answer: object) -> Score:
        """Score any JSON value as an answer; never raises."""

    @abstractmethod
    def samples(self) -> tuple[AnswerTest, ...]:
        """Answers this type proposes for this content: right, wrong, near miss and invalid ones."""

    def sample(self, answer: Any, note: str) -> AnswerTest:
        """This answer, a JSON value, with what it scores."""
        return AnswerTest(answer=answer, thousandths=self.score(answer).thousandths, note=note)

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        """What the pupil reads after this answer, beside the feedback of the item; never raises."""
        return ()

    def asset_digests(self) -> set[str]:
        """SHA-256 of each file that the content itself uses."""
        return set()


def refuse_repeats(values: Iterable[str], what: str) -> None:
    """Raise ValueError naming the first value that comes twice, ignoring case and what never counts in a text."""
    folded = [plain(value).casefold() for value in values]
    if len(set(folded)) < len(folded):
        repeated = next(value for value, count in Counter(folded).items() if count > 1)
        raise ValueError(f"{what} {repeated!r} comes twice")


def refuse_repeated_options(options: Iterable[Option], what: str = "option") -> None:
    """Raise ValueError when two options share an identifier or a text."""
    options = tuple(options)
    refuse_repeats((option.id for option in options), f"{what} id")
    refuse_repeats((option.text for option in options), what)


def refuse_strangers(keys: Iterable[str], options: Iterable[Option], what: str = "option") -> None:
    """Raise ValueError when a key names none of the options."""
    if strangers := set(keys) - {option.id for option in options}:
        raise ValueError(f"the key {min(strangers)!r} is not one of the {what}s")


def refuse_other_gaps(text: str, ids: Iterable[str]) -> None:
    """Raise ValueError unless the text holds each of these blanks once, and no other."""
    ids = tuple(ids)
    refuse_repeats(ids, "blank id")
    found = Counter(GAP.findall(text))
    for gap, count in found.items():
        if gap not in ids:
            raise ValueError(f"the text has a blank {gap!r} that is not described")
        if count > 1:
            raise ValueError(f"the text has the blank {gap!r} twice")
    if missing := [gap for gap in ids if gap not in found]:
        raise ValueError(f"the text has no place {{{{{missing[0]}}}}} for the blank {missing[0]!r}")


def texts(answer: object) -> tuple[str, ...] | None:
    """An answer that is a list of different texts; None when it is anything else."""
    if not isinstance(answer, list | tuple) or len(answer) > MOST or not all(isinstance(text, str) for text in answer):
        return None
    return tuple(answer) if len(set(answer)) == len(answer) else None


def table(answer: object) -> dict[str, object]:
    """An answer that is an object; an empty one when it is anything else."""
    return answer if isinstance(answer, dict) else {}


def read_feedback(options: Iterable[Option], chosen: Iterable[object]) -> tuple[Markdown, ...]:
    """The feedback of the options chosen, where there is one."""
    chosen = tuple(chosen)
    return tuple(option.feedback for option in options if option.feedback and option.id in chosen)
