"""Can a bank make an exam? Proved by a solver of mixed-integer programs, on plain rows: nothing here needs Django."""

from challengebank.assembly.exam import ExamRules, Question
from challengebank.assembly.proof import Missing, Proof, prove

__all__ = ["ExamRules", "Missing", "Proof", "Question", "prove"]
