"""A mixed-integer program, written row by row and solved by HiGHS."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import highspy
import numpy

Term = tuple[int, float]
NO_LIMIT = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Solution:
    """The best values found, their cost, and the cost that is proved to be the least possible."""

    values: list[float]
    cost: float
    bound: float

    @property
    def proved(self) -> bool:
        """Whether nothing cheaper exists: costs are whole numbers."""
        return self.bound > self.cost - 1 + 1e-6


@dataclass
class Program:
    """Columns (variables that are whole numbers from 0 to a most) and rows (bounds on weighted sums)."""

    costs: list[float] = field(default_factory=list)
    mosts: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def column(self, *, most: float = 1, cost: float = 0) -> int:
        """A new variable; its index."""
        self.costs.append(cost)
        self.mosts.append(most)
        return len(self.costs) - 1

    def row(self, terms: Iterable[Term], *, least: float = -NO_LIMIT, most: float = NO_LIMIT) -> None:
        """A new bound on a sum."""
        for index, weight in terms:
            self.indices.append(index)
            self.weights.append(weight)
        self.lower.append(least)
        self.upper.append(most)
        self.starts.append(len(self.indices))

    def solve(self, seconds: float) -> Solution | None:
        """The cheapest values within a time limit in seconds; None when none was found."""
        solver = highspy.Highs()
        for option, value in (("output_flag", False), ("time_limit", float(seconds)), ("random_seed", 1)):
            solver.setOptionValue(option, value)
        solver.passModel(self._model())
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return Solution(list(solver.getSolution().col_value), info.objective_function_value, info.mip_dual_bound)

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.costs), len(self.lower)
        model.col_cost_, model.col_upper_ = numpy.array(self.costs, float), numpy.array(self.mosts, float)
        model.col_lower_ = numpy.zeros(len(self.costs))
        model.row_lower_, model.row_upper_ = numpy.array(self.lower, float), numpy.array(self.upper, float)
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.costs)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = numpy.array(self.starts, numpy.int32)
        model.a_matrix_.index_ = numpy.array(self.indices, numpy.int32)
        model.a_matrix_.value_ = numpy.array(self.weights, float)
        return model
