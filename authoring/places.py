"""What is wrong with a draft, in the author's words, and where in the form that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from authoring.models import Challenge, Writing
from authoring.reasons import field_of, name_in_form, number_of, reason_of, row_of
from items.errors import InvalidDocument, Problem
from items.lint import Finding
from items.messages import Message
from items.spelling import suggestion

SUGGESTIONS = 3
"""Unknown words of a text for which the dictionary is asked: it is slow."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell the author.

    `path` leads to the field, from the outermost element of the form to the innermost (its `data-contentpath`). `field`
    is that field in words, or the kind of row of an answer, whose place is `number`. `severity` is `missing`, `error`,
    `warning` or `info`; `rule` is empty for what is missing.
    """

    severity: str
    path: tuple[str, ...]
    field: str
    text: str
    hint: str = ""
    rule: str = ""
    number: int | None = None


def missing(draft: Writing, error: InvalidDocument) -> tuple[Note, ...]:
    """What the document still lacks."""
    return tuple(_note(draft, problem, "missing", reason_of(problem)) for problem in error.problems)


def noted(draft: Writing, findings: Iterable[Finding]) -> tuple[Note, ...]:
    """What the rules found."""
    return tuple(
        _note(draft, finding, finding.severity, finding.message, hint=_hint(draft, finding), rule=finding.rule)
        for finding in findings
    )


def _note(draft: Writing, about: Problem | Finding, severity: str, text: Message, **told: str) -> Note:
    where = about.where
    field = row_of(where) or field_of(where)
    return Note(severity, path_to(draft, where), field.said(_), text.said(_), number=number_of(where), **told)


def _hint(draft: Writing, finding: Finding) -> str:
    """What to do; for the first words that the dictionary does not know, what it has instead."""
    hint = finding.hint.said(_)
    if finding.rule != "spelling":
        return hint
    unknown = str(dict(finding.message.values)["words"]).split(", ")[:SUGGESTIONS]
    closest = [found for word in unknown if (found := suggestion(word, draft.locale))]
    return " ".join([_("Perhaps: %(words)s.") % {"words": ", ".join(closest)}, hint]) if closest else hint


def path_to(draft: Writing, where: str) -> tuple[str, ...]:
    """The way in the form to a place of the document."""
    if not where:
        return ()
    first, *rest = where.split(".")
    if first == "content" and isinstance(draft, Challenge):
        return ("content", *_inside(draft, rest))
    return (name_in_form(where),)


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
