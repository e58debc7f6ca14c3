"""Where in the form a problem of the document is, in the author's words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from items.errors import InvalidDocument, Problem

FIELDS = {
    "title": gettext_lazy("title"),
    "statement": gettext_lazy("statement"),
    "content": gettext_lazy("answer"),
    "alignments": gettext_lazy("competences"),
    "disciplines": gettext_lazy("disciplines"),
    "classes": gettext_lazy("classes"),
    "tags": gettext_lazy("tags"),
    "licence": gettext_lazy("licence"),
    "authors": gettext_lazy("authors"),
    "illustration": gettext_lazy("illustration"),
    "attachments": gettext_lazy("files"),
    "assets": gettext_lazy("files"),
    "delivery": gettext_lazy("playing"),
    "answer_tests": gettext_lazy("answer tests"),
    "tutorials": gettext_lazy("tutorials"),
    "body": gettext_lazy("text"),
    "url": gettext_lazy("address"),
}
"""Fields of documents by the names that authors read in the form."""

REASONS = (
    ("should have at least 1 character", gettext_lazy("it is empty")),
    ("should have at least 1 item", gettext_lazy("there is none")),
    ("should match pattern", gettext_lazy("it is empty or is not written as it should be")),
    ("should have at most", gettext_lazy("it is too long")),
)
"""What the reader of documents says in its own words, and what an author understands."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A problem for people: the field, the place in it when it is a list, and the reason."""

    field: str
    place: str
    reason: str


def explain(error: InvalidDocument) -> tuple[Explained, ...]:
    """Every problem in the reader's language."""
    return tuple(_explain(problem) for problem in error.problems)


def _explain(problem: Problem) -> Explained:
    first, *rest = problem.where.split(".")
    number = next((int(part) + 1 for part in rest if part.isdecimal()), None)
    return Explained(
        field=str(FIELDS.get(first, first)),
        place=_("no. %(number)d") % {"number": number} if number else "",
        reason=_reason(problem.message),
    )


def _reason(message: str) -> str:
    found = next((reason for words, reason in REASONS if words in message), None)
    return str(found or _(message))
