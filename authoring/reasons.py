"""What is wrong with a document, in words that its author can act on."""

from items.errors import Problem
from items.messages import Message, message, said_again

FIELDS: dict[str, Message] = {
    "title": message("title"),
    "statement": message("statement"),
    "content": message("answer"),
    "hint": message("hint"),
    "feedback_correct": message("feedback to a right answer"),
    "feedback_incorrect": message("feedback to a wrong answer"),
    "competence": message("competences"),
    "disciplines": message("disciplines"),
    "classes": message("classes"),
    "tags": message("tags"),
    "licence": message("licence"),
    "credits": message("authors"),
    "illustration": message("illustration"),
    "illustration_alt": message("description of the image"),
    "file": message("files"),
    "estimated_time": message("usual time"),
    "time_limit": message("time limit"),
    "answer_tests": message("answer tests"),
    "tutorial": message("tutorials"),
    "body": message("text"),
    "url": message("address"),
    "duration": message("duration"),
}
"""Fields of the form, as authors read them."""

IN_ANSWER: dict[str, Message] = {
    "alt": message("description of the image"),
    "key": message("right answer"),
    "keys": message("right answer"),
    "model_answer": message("model answer"),
    "criteria": message("criteria"),
}
"""Those of an answer that stand beside others."""

ROWS: dict[str, Message] = {
    "options": message("option"),
    "items": message("thing to order"),
    "sources": message("thing to match"),
    "targets": message("target"),
    "areas": message("zone"),
    "blanks": message("blank"),
    "menus": message("menu"),
    "refused": message("refused answer"),
}
"""Rows of an answer, each with its number."""

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
    (r"should have at least 1 ", message("it is empty")),
    (r"should have at least", message("some are missing")),
    (r"should match pattern", message("it is empty, or is not written as it should be")),
    (r"should have at most (?P<most>\d+) characters", message("it is longer than %(most)s characters")),
    (r"should have at most (?P<most>\d+) item", message("there are more than %(most)s")),
    (r"Input should be a valid dictionary", message("it is empty")),
    (r"[^']* '(?P<what>.*)' comes twice", message("« %(what)s » comes twice: keep one of them")),
    (r"accepted answers come twice", message("an accepted answer comes twice: keep one of them")),
    (r"'(?P<what>.*)' is both accepted and refused", message("« %(what)s » is both accepted and refused: choose")),
    (r"'(?P<what>.*)' is accepted but cannot be", message("« %(what)s » is accepted, but cannot be chosen: add it")),
    (
        r"nothing is left of the accepted answer '(?P<what>.*)' under",
        message("« %(what)s » has no words"),
    ),
    (r"a drop-down needs two", message("a list to choose from needs two choices or more")),
    (r"tolerance cannot be negative", message("the tolerance is below zero: write it without its sign")),
    (r"need a unit", message("other units are given, but no unit: write the first one")),
    (
        r"is not one of the |does not place the|is linked to nothing",
        message("the right answer is not complete"),
    ),
    (r"is linked twice|target serves twice", message("something is linked twice: keep one link")),
    (
        r"blank .* (?:not described|twice)|no place .* for the blank",
        message("a blank of the text is missing, or comes twice"),
    ),
    (r"file task needs an attachment", message("there is no file to open: add it")),
    (r"cannot certify", message("the pupil judges it: it cannot be for certification")),
    (r"has no competence (?P<code>[\d.]+)", message("the CRCN has no competence %(code)s: choose another")),
    (r"competence (?P<code>[\d.]+) is aligned twice", message("the competence %(code)s comes twice: keep one of them")),
    (
        r"cannot have \d+ coordinates|goes from its top left",
        message("a zone of the image is to be drawn again"),
    ),
)
"""What the reader of documents says in its own words, by a regular expression, and what an author understands."""


def name_in_form(where: str) -> str:
    """What the form calls the field that a place of a document is in."""
    first, *rest = where.split(".")
    if first in ("delivery", "accessibility") and rest:
        return rest[0]
    return IN_FORM.get(".".join([first, *rest[:1]])) or IN_FORM.get(first, first)


def field_of(where: str) -> Message:
    """That field, as authors read it."""
    first, inside, *_rest = [*where.split("."), ""]
    if first == "content" and inside in IN_ANSWER:
        return IN_ANSWER[inside]
    name = name_in_form(where)
    return FIELDS.get(name) or message("%(name)s", name=name)


def row_of(where: str) -> Message | None:
    """The kind of rows of an answer that a place is among; None when it is among none."""
    first, kind, *_inside = [*where.split("."), ""]
    return ROWS.get(kind) if first == "content" else None


def number_of(where: str) -> int | None:
    """The place of the row, counted from 1."""
    return next((int(part) + 1 for part in where.split(".") if part.isdecimal()), None)


def reason_of(problem: Problem) -> Message:
    """Why it is wrong; in the words of the reader of documents when we have no others."""
    return said_again(problem.message, REASONS)


def refusal(problem: Problem) -> Message:
    """What is wrong and where."""
    if not problem.where:
        return reason_of(problem)
    return message("%(field)s: %(reason)s", field=field_of(problem.where), reason=reason_of(problem))
