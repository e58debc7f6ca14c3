"""Whether an engine scores as the authors say: each challenge carries sample answers and what they are worth."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from vivier_client.release import Release

Scorer = Callable[[dict[str, Any], Any], int]
"""An engine's own: the challenge and an answer give thousandths of the maximum."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A sample answer on which the engine and the author differ, in thousandths."""

    item: str
    title: str
    answer: Any
    expected: int
    given: int


def disagreements(release: Release, score: Scorer) -> Iterator[Disagreement]:
    """Every answer test of a release on which the scorer differs; none means that the engine is ready."""
    for item in release.items():
        for test in item["answer_tests"]:
            given = score(item, test["answer"])
            if given != test["thousandths"]:
                yield Disagreement(item["id"], item["title"], test["answer"], test["thousandths"], given)
