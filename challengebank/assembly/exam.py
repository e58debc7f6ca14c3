"""What an exam form asks, and what the solver knows of a challenge."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil, floor
from typing import NamedTuple

ADAPTATIONS = ("blind", "colour_blind", "deaf")


class Range(NamedTuple):
    """From how many to how many."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Question:
    """A challenge that may be asked. `seconds` is None when nobody estimated; `accessible` names who can answer it."""

    key: int
    identity: str
    competence: str
    level: int
    seconds: int | None = None
    theme: str = ""
    family: str = ""
    enemies: frozenset[str] = frozenset()
    accessible: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExamRules:
    """One form: so many questions in so many seconds, over every competence and level, as evenly as `tolerance` says.

    At most one question a theme, one a family, no two enemies. For each adaptation, each question can be answered as
    it is or has a variant that can. ValueError when no form could exist whatever the bank.
    """

    competences: tuple[str, ...]
    levels: tuple[int, ...]
    questions: int = 32
    seconds: int = 105 * 60
    tolerance: int = 1
    adaptations: tuple[str, ...] = field(default=ADAPTATIONS)

    def __post_init__(self) -> None:
        if self.questions < max(len(self.competences), len(self.levels), 1):
            raise ValueError("an exam asks at least one question of each competence and each level")

    @property
    def share(self) -> int:
        """The seconds that one question may take when all take the same."""
        return self.seconds // self.questions

    @property
    def by_competence(self) -> Range:
        """How many questions of each competence."""
        return self._spread(len(self.competences))

    @property
    def by_level(self) -> Range:
        """How many questions of each level."""
        return self._spread(len(self.levels))

    def _spread(self, parts: int) -> Range:
        even = self.questions / parts
        return Range(max(1, floor(even) - self.tolerance), ceil(even) + self.tolerance)


def answerable(questions: Iterable[Question], rules: ExamRules) -> list[Question]:
    """The questions of the exam's competences and levels that everybody can answer, as they are or by a variant."""
    asked = [q for q in questions if q.competence in rules.competences and q.level in rules.levels]
    variants: dict[tuple[str, str, int], set[str]] = {}
    for question in asked:
        if question.family:
            variants.setdefault(_variant(question), set()).update(question.accessible)
    needed = set(rules.adaptations)
    return [q for q in asked if needed <= q.accessible | variants.get(_variant(q), set())]


def pool(questions: Iterable[Question], most: int) -> list[Question]:
    """At most so many questions of each competence and level: those of rare themes, then the quickest, first."""
    cells: dict[tuple[str, int], dict[str, list[Question]]] = {}
    for question in questions:
        cells.setdefault((question.competence, question.level), {}).setdefault(question.theme, []).append(question)
    return [question for themes in cells.values() for question in _in_turn(themes)[:most]]


def _in_turn(themes: dict[str, list[Question]]) -> list[Question]:
    """One question of each theme, then a second one of each, and so on."""
    ranked = [
        (rank, bool(q.enemies), q.seconds or 0, q.key, q)
        for group in themes.values()
        for rank, q in enumerate(sorted(group, key=lambda q: (bool(q.enemies), q.seconds or 0, q.key)))
    ]
    return [entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1])]


def _variant(question: Question) -> tuple[str, str, int]:
    return question.family, question.competence, question.level
