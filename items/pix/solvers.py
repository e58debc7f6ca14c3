"""The solvers of the Pix engine, one a kind of challenge. They take the values of an answer and of a solution.

QCU: one choice. QCM: several. QROC: a text or a number. QROCM: several texts, each with its solutions (`ind`), or in
any order, each solution used once (`dep`).
"""

from collections.abc import Collection, Mapping, Sequence

from items.pix import javascript
from items.pix.matching import is_numeric, matches, number, pre_treated, treated

LONGEST = 100_000
"""Characters of an answer: nobody types as many."""

Solutions = Mapping[str, Sequence[str]]


def qcu(answer: object, solution: object) -> bool:
    """The same text."""
    return isinstance(answer, str) and answer == solution


def qcm(answer: object, solution: object) -> bool:
    """The same numbers between commas, in any order."""
    return isinstance(answer, str) and isinstance(solution, str) and _numbers(answer) == _numbers(solution)


def _numbers(text: str) -> list[str]:
    return sorted(javascript.trim(part) for part in text.split(","))


def qroc(answer: object, solution: object, treatments: Collection[str], *, numeric: bool = False) -> bool:
    """One of the lines of the solution; by value when everything is a number and the challenge asks for one."""
    if not isinstance(answer, str) or not isinstance(solution, str) or len(answer) > LONGEST:
        return False
    lines = [line for line in solution.split("\n") if line]
    if numeric and is_numeric(answer) and all(is_numeric(line) for line in lines):
        return number(answer) in [number(line) for line in lines]
    return matches(treated(pre_treated(answer), treatments), [treated(line, treatments) for line in lines], treatments)


def qrocm_ind(
    answers: Mapping[str, str], solutions: Solutions, treatments: Collection[str], selects: Collection[str] = ()
) -> dict[str, bool]:
    """Which answers are right, each against its own solutions; a drop-down (`selects`) without any treatment.

    KeyError when an answer has no solution.
    """
    return {
        key: _matches_one(answers[key], solutions[key], () if key in selects else treatments)
        for key in javascript.in_order([*answers])
    }


def qrocm_dep(answers: Mapping[str, str], solutions: Solutions, treatments: Collection[str]) -> bool:
    """Whether each answer, in turn, finds a solution not yet used. The first that fits is taken."""
    left = javascript.in_order([*solutions])
    for key in javascript.in_order([*answers]):
        found = next((name for name in left if _matches_one(answers[key], solutions[name], treatments)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _matches_one(answer: str, solutions: Sequence[str], treatments: Collection[str]) -> bool:
    return matches(treated(answer, treatments), [treated(solution, treatments) for solution in solutions], treatments)
