"""Reading frameworks and vocabularies."""

from itertools import groupby
from typing import Any

from django.conf import settings

from frameworks.models import Competence, Discipline, Grade, Level


def known_competences(framework: str = "crcn") -> frozenset[str]:
    """The competence codes that a document may use."""
    return frozenset(Competence.objects.filter(framework__slug=framework).values_list("code", flat=True))


def open_levels(framework: str = "crcn") -> list[Level]:
    """The levels open to authors, up to VIVIER_HIGHEST_LEVEL."""
    return list(Level.objects.filter(framework__slug=framework, number__lte=settings.VIVIER_HIGHEST_LEVEL))


Groups = list[tuple[str, list[tuple[Any, str]]]]
"""Choices of a form, by groups."""


def discipline_choices(key: str = "pk") -> Groups:
    """The disciplines by family, each known by its `pk` or by its `slug`."""
    rows = Discipline.objects.select_related("group").order_by("group__position", "position")
    return [(str(group), _choices(members, key)) for group, members in groupby(rows, lambda row: row.group)]


def class_choices(key: str = "pk") -> Groups:
    """The classes by stage, each known by its `pk` or by its `slug`."""
    rows = Grade.objects.select_related("stage").order_by("stage__position", "position")
    return [(str(stage), _choices(members, key)) for stage, members in groupby(rows, lambda row: row.stage)]


def _choices(terms: Any, key: str) -> list[tuple[Any, str]]:
    return [(getattr(term, key), str(term)) for term in terms]
