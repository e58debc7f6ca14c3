"""Answer tests: the sample answers of an item, which prove that an engine scores like its author."""

from dataclasses import dataclass

from items.document import Item
from items.scoring import AnswerTest, Score


@dataclass(frozen=True, slots=True)
class Failure:
    """A sample answer, by its place from 0, that does not score what its author says."""

    place: int
    test: AnswerTest
    score: Score


def failing(item: Item) -> tuple[Failure, ...]:
    """The answer tests of an item that fail, in order."""
    scores = [item.content.score(test.answer) for test in item.answer_tests]
    return tuple(
        Failure(place, test, score)
        for place, (test, score) in enumerate(zip(item.answer_tests, scores, strict=True))
        if score.thousandths != test.thousandths
    )
