"""What is wrong with a draft, in the author's words, and where in the form that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from authoring.models import Challenge, Writing
from authoring.reasons import FIELDS, IN_FORM, ROWS, reason_of
from items.errors import InvalidDocument, Problem
from items.lint import Finding
from items.spelling import suggestion

SUGGESTIONS = 3
"""Unknown words of a text for which the dictionary is asked: it is slow."""


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
        """The field in words, or the row of an answer."""
        if self.path[:1] == ("content",) and self.path[1:2] and self.path[1] in ROWS:
            return ROWS[self.path[1]].said(_)
        return FIELDS[self.path[0]].said(_) if self.path and self.path[0] in FIELDS else "".join(self.path[:1])


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
            hint=_hint(draft, finding),
            rule=finding.rule,
            number=_number(finding.where),
        )
        for finding in findings
    )


def _hint(draft: Writing, finding: Finding) -> str:
    """What to do; for the first words that the dictionary does not know, what it has instead."""
    hint = finding.hint.said(_)
    if finding.rule != "spelling":
        return hint
    unknown = str(dict(finding.message.values)["words"]).split(", ")[:SUGGESTIONS]
    closest = [found for word in unknown if (found := suggestion(word, draft.locale))]
    return " ".join([_("Perhaps: %(words)s.") % {"words": ", ".join(closest)}, hint]) if closest else hint


def _missing(draft: Writing, problem: Problem) -> Note:
    text = reason_of(problem).said(_)
    return Note("missing", path_to(draft, problem.where), text, number=_number(problem.where))


def _number(where: str) -> int | None:
    """The place of a row, counted from 1."""
    return next((int(part) + 1 for part in where.split(".") if part.isdecimal()), None)


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
