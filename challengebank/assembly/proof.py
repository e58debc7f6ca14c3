"""The proof: do so many parallel forms exist, with how much in common, and what is missing when they do not."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from challengebank.assembly.exam import ExamRules, Question, answerable, pool
from challengebank.assembly.forms import Cell, Layout, apart, overlapping
from challengebank.assembly.program import Solution

POOL = 40
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell in which challenges would have to be written, how many, and how many can be asked there now."""

    competence: str
    level: int
    count: int
    available: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved.

    `forms` holds the questions of each form, empty when not even one form exists. `repeats` counts the times a question
    comes again in another form. `missing` is one smallest set of challenges to write so that the forms exist without a
    question in common. `set_aside` counts the challenges that not everybody can answer. When `proved` is false, time
    ran out: there may be forms with fewer repeats, or a smaller set of missing challenges.
    """

    asked: int
    available: int
    set_aside: int
    forms: tuple[tuple[Question, ...], ...]
    repeats: int
    missing: tuple[Missing, ...]
    proved: bool

    @property
    def possible(self) -> bool:
        """Whether the forms exist."""
        return bool(self.forms)

    @property
    def overlap(self) -> float:
        """The share of all questions asked that come again, from 0 to 1."""
        total = sum(len(form) for form in self.forms)
        return self.repeats / total if total else 0.0


def prove(
    questions: Iterable[Question], rules: ExamRules, forms: int = 1, *, seconds: float = 60, told: Told = lambda _: None
) -> Proof:
    """Prove whether so many parallel forms exist. `seconds` limits each of the few searches."""
    given = list(questions)
    usable = answerable(given, rules)
    search = Search(usable, rules, forms, seconds, len(given) - len(usable))
    told("one form")
    one = search.apart(1)
    if not one.possible or forms == 1:
        return one
    told("forms without a question in common")
    separate = search.in_turn() or search.apart(forms)
    if not separate.missing:
        return separate
    told("forms with as few questions in common as possible")
    return search.overlapping(separate)


@dataclass(frozen=True, slots=True)
class Search:
    """The questions that can be asked, and how the forms are looked for among them."""

    usable: list[Question]
    rules: ExamRules
    count: int
    seconds: float
    set_aside: int

    def apart(self, count: int) -> Proof:
        """So many forms without a question in common, or what is missing for that; a pool first, then all questions."""
        few = pool(self.usable, max(POOL, 4 * count))
        layout = apart(few, self.rules, count)
        solution = layout.program.solve(self.seconds)
        if (solution is None or solution.cost > 0.5) and len(few) < len(self.usable):
            few, layout = self.usable, apart(self.usable, self.rules, count)
            solution = layout.program.solve(self.seconds)
        return self._proof(layout, solution, few)

    def in_turn(self) -> Proof | None:
        """One form after the other, each without the questions of those before; None when one cannot be made so."""
        left, forms = self.usable, []
        for _form in range(self.count):
            few = pool(left, POOL)
            layout = apart(few, self.rules, 1)
            solution = layout.program.solve(self.seconds)
            if solution is None or solution.cost > 0.5:
                return None
            forms.append(tuple(layout.forms(solution, few)[0]))
            used = {question.key for question in forms[-1]}
            left = [question for question in left if question.key not in used]
        return self._said(forms=tuple(forms))

    def overlapping(self, separate: Proof) -> Proof:
        """The forms with the fewest repeats, and what `separate` says is missing for none."""
        few = pool(self.usable, max(POOL, 4 * self.count))
        layout = overlapping(few, self.rules, self.count)
        solution = layout.program.solve(self.seconds)
        if solution is None:
            return self._said(forms=self._same_form(), missing=separate.missing, proved=False)
        forms = tuple(tuple(form) for form in layout.forms(solution, few))
        proved = separate.proved and solution.proved and len(few) == len(self.usable)
        return self._said(forms=forms, missing=separate.missing, proved=proved)

    def _same_form(self) -> tuple[tuple[Question, ...], ...]:
        return self.apart(1).forms * self.count

    def _proof(self, layout: Layout, solution: Solution | None, questions: Sequence[Question]) -> Proof:
        if solution is None:
            return self._said(proved=False)
        missing = self._missing(layout.missing(solution))
        forms = () if missing else tuple(tuple(form) for form in layout.forms(solution, questions))
        return self._said(forms=forms, missing=missing, proved=solution.proved)

    def _missing(self, cells: dict[Cell, int]) -> tuple[Missing, ...]:
        available = Counter((question.competence, question.level) for question in self.usable)
        return tuple(Missing(*cell, count, available[cell]) for cell, count in sorted(cells.items()))

    def _said(
        self,
        *,
        forms: tuple[tuple[Question, ...], ...] = (),
        missing: tuple[Missing, ...] = (),
        proved: bool = True,
    ) -> Proof:
        uses = Counter(question.key for form in forms for question in form)
        repeats = sum(uses.values()) - len(uses)
        return Proof(self.count, len(self.usable), self.set_aside, forms, repeats, missing, proved)
