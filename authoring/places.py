"""What is wrong with a draft, in the author's words, and where in the form that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authoring.models import Challenge, Writing
from items.errors import InvalidDocument, Problem
from items.lint import Finding

FIELDS = {
    "title": gettext_lazy("title"),
    "statement": gettext_lazy("statement"),
    "content": gettext_lazy("answer"),
    "hint": gettext_lazy("hint"),
    "feedback_correct": gettext_lazy("feedback to a right answer"),
    "feedback_incorrect": gettext_lazy("feedback to a wrong answer"),
    "competence": gettext_lazy("competences"),
    "disciplines": gettext_lazy("disciplines"),
    "classes": gettext_lazy("classes"),
    "tags": gettext_lazy("tags"),
    "licence": gettext_lazy("licence"),
    "credits": gettext_lazy("authors"),
    "illustration": gettext_lazy("illustration"),
    "illustration_alt": gettext_lazy("description of the image"),
    "file": gettext_lazy("files"),
    "estimated_time": gettext_lazy("usual time"),
    "time_limit": gettext_lazy("time limit"),
    "answer_tests": gettext_lazy("answer tests"),
    "tutorial": gettext_lazy("tutorials"),
    "body": gettext_lazy("text"),
    "url": gettext_lazy("address"),
    "duration": gettext_lazy("duration"),
}
"""Fields of the form, as authors read them."""

IN_FORM = {
    "feedback.correct": "feedback_correct",
    "feedback.incorrect": "feedback_incorrect",
    "illustration.alt": "illustration_alt",
    "illustration": "illustration",
    "alignments": "competence",
    "tutorials": "tutorial",
    "attachments": "file",
    "assets": "file",
    "authors": "credits",
}
"""Places of documents that have another name in the form."""

REASONS = (
    ("should have at least 1 ", gettext_lazy("it is empty")),
    ("should have at least", gettext_lazy("some are missing")),
    ("should match pattern", gettext_lazy("it is empty, or is not written as it should be")),
    ("should have at most", gettext_lazy("it is too long")),
    ("Input should be a valid dictionary", gettext_lazy("it is empty")),
)
"""What the reader of documents says in its own words, and what an author understands."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell the author.

    `path` leads to the field, from the outermost element of the form to the innermost (its `data-contentpath`).
    `severity` is `missing`, `error`, `warning` or `info`; `rule` is empty for what is missing.
    """

    severity: str
    path: tuple[str, ...]
    text: str
    hint: str = ""
    rule: str = ""
    number: int | None = None

    @property
    def field(self) -> str:
        """The field in words."""
        return str(FIELDS.get(self.path[0], self.path[0])) if self.path else ""


def missing(draft: Writing, error: InvalidDocument) -> tuple[Note, ...]:
    """What the document still lacks."""
    return tuple(_missing(draft, problem) for problem in error.problems)


def noted(draft: Writing, findings: Iterable[Finding]) -> tuple[Note, ...]:
    """What the rules found."""
    return tuple(
        Note(
            severity=finding.severity,
            path=path_to(draft, finding.where),
            text=finding.message.said(_),
            hint=finding.hint.said(_),
            rule=finding.rule,
            number=_number(finding.where),
        )
        for finding in findings
    )


def _missing(draft: Writing, problem: Problem) -> Note:
    reason = next((reason for words, reason in REASONS if words in problem.message), None)
    return Note(
        "missing", path_to(draft, problem.where), str(reason or _(problem.message)), number=_number(problem.where)
    )


def _number(where: str) -> int | None:
    """The place of a row, counted from 1."""
    return next((int(part) + 1 for part in where.split(".") if part.isdecimal()), None)


def field_of(where: str) -> str:
    """The field, in words, that a place of a document is in."""
    first, *rest = where.split(".")
    name = IN_FORM.get(".".join([first, *rest[:1]])) or IN_FORM.get(first, first)
    return str(FIELDS.get(name, name))


def path_to(draft: Writing, where: str) -> tuple[str, ...]:
    """The way in the form to a place of the document."""
    if not where:
        return ()
    first, *rest = where.split(".")
    if first == "content" and isinstance(draft, Challenge):
        return ("content", *_inside(draft, rest))
    if first in ("delivery", "accessibility") and rest:
        return (rest[0],)
    return (IN_FORM.get(".".join([first, *rest[:1]])) or IN_FORM.get(first, first),)


def _inside(draft: Challenge, parts: list[str]) -> list[str]:
    """Down the content block: the row of a list is known by its identifier."""
    node: Any = draft.content.raw_data[0]["value"] if draft.content else None
    path = []
    for part in parts:
        if isinstance(node, list) and part.isdecimal() and int(part) < len(node):
            path.append(node[int(part)]["id"])
            node = node[int(part)]["value"]
        elif isinstance(node, dict) and part in node:
            path.append(part)
            node = node[part]
        else:
            break
    return path
