"""Frameworks of competences, and the vocabularies of the French school."""

from frameworks.models.competences import Competence, Domain, Framework, Level, Mapping, Theme
from frameworks.models.school import Cycle, Discipline, DisciplineGroup, Grade, Stage

__all__ = [
    "Competence",
    "Cycle",
    "Discipline",
    "DisciplineGroup",
    "Domain",
    "Framework",
    "Grade",
    "Level",
    "Mapping",
    "Stage",
    "Theme",
]
