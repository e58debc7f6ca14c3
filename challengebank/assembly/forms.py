"""Exam forms as a program: which questions go in which form, and which challenges would have to be written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from challengebank.assembly.exam import ExamRules, Question
from challengebank.assembly.program import Program, Solution, Term

Cell = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column says what: `asked[form][i]` question i is in the form, `written[form][cell]` challenges to write."""

    program: Program
    asked: list[list[int]]
    written: list[dict[Cell, int]]

    def forms(self, solution: Solution, questions: Sequence[Question]) -> list[list[Question]]:
        """The questions of each form."""
        return [
            [q for q, column in zip(questions, columns, strict=True) if solution.values[column] > 0.5]
            for columns in self.asked
        ]

    def missing(self, solution: Solution) -> dict[Cell, int]:
        """How many challenges would have to be written, cell by cell."""
        counts: dict[Cell, int] = {}
        for columns in self.written:
            for cell, column in columns.items():
                if count := round(solution.values[column]):
                    counts[cell] = counts.get(cell, 0) + count
        return counts


def apart(questions: Sequence[Question], rules: ExamRules, count: int) -> Layout:
    """Forms without a question in common; the cost is how many challenges would have to be written for that."""
    layout = _layout(questions, rules, count, writing=True)
    if count > 1:
        for columns in zip(*layout.asked, strict=True):
            layout.program.row(((column, 1) for column in columns), most=1)
    return layout


def overlapping(questions: Sequence[Question], rules: ExamRules, count: int) -> Layout:
    """Forms that may share questions; the cost is how many times a question comes again."""
    layout = _layout(questions, rules, count, writing=False)
    for columns in zip(*layout.asked, strict=True):
        again = layout.program.column(most=count - 1, cost=1)
        layout.program.row([*((column, 1) for column in columns), (again, -1)], most=1)
    return layout


def _layout(questions: Sequence[Question], rules: ExamRules, count: int, *, writing: bool) -> Layout:
    layout = Layout(Program(), [], [])
    cells = list(product(rules.competences, rules.levels)) if writing else []
    for _form in range(count):
        layout.asked.append([layout.program.column() for _question in questions])
        layout.written.append({cell: layout.program.column(most=rules.questions, cost=1) for cell in cells})
        _form_rows(layout, questions, rules)
    return layout


def _form_rows(layout: Layout, questions: Sequence[Question], rules: ExamRules) -> None:
    """The rows of the last form of a layout."""
    program, asked, written = layout.program, layout.asked[-1], layout.written[-1]
    program.row(((column, 1) for column in (*asked, *written.values())), least=rules.questions, most=rules.questions)
    times = [(c, q.seconds or rules.share) for c, q in zip(asked, questions, strict=True)]
    program.row([*times, *((column, rules.share) for column in written.values())], most=rules.seconds)
    by_competence: dict[str, list[Term]] = {code: [] for code in rules.competences}
    by_level: dict[int, list[Term]] = {level: [] for level in rules.levels}
    places = [(q.competence, q.level) for q in questions]
    for (competence, level), column in (*zip(places, asked, strict=True), *written.items()):
        by_competence[competence].append((column, 1))
        by_level[level].append((column, 1))
    for terms in by_competence.values():
        program.row(terms, least=rules.by_competence.least, most=rules.by_competence.most)
    for terms in by_level.values():
        program.row(terms, least=rules.by_level.least, most=rules.by_level.most)
    for group in exclusive(questions):
        program.row(((asked[index], 1) for index in group), most=1)


def exclusive(questions: Sequence[Question]) -> Iterator[list[int]]:
    """Groups of questions of which one form asks one at most: a theme, a family, two enemies. By their places."""
    groups: dict[tuple[str, ...], list[int]] = {}
    places: dict[str, int] = {}
    for index, question in enumerate(questions):
        places[question.identity] = index
        if question.theme:
            groups.setdefault(("theme", question.competence, question.theme), []).append(index)
        if question.family:
            groups.setdefault(("family", question.family), []).append(index)
    yield from (group for group in groups.values() if len(group) > 1)
    pairs = {
        tuple(sorted((index, places[enemy])))
        for index, question in enumerate(questions)
        for enemy in question.enemies
        if enemy in places and places[enemy] != index
    }
    yield from (list(pair) for pair in sorted(pairs))
