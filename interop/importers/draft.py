"""What importers share: the draft they give, a dict in the shape of an Item document with possibly missing fields."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from interop.findings import Finding, RefusedFileError

Draft = dict[str, Any]
BREAKS = re.compile(r"\s*[\r\n]\s*")
PLACE = re.compile(r"([a-z0-9_-]{1,100}):([1-9]\.[1-9]):([1-8])")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as Moodle weighs it: `weight` in percent."""

    text: str
    weight: float
    feedback: str = ""


class NotUnderstood(Exception):  # noqa: N818 - becomes a finding, the rest of the file comes in
    """This question cannot become a draft; the message says why, for a teacher."""


def line(text: str) -> str:
    """The text on one line."""
    return BREAKS.sub(" ", text.strip())


def choice_content(choices: list[Choice], single: bool) -> tuple[Draft, str]:
    """The content of a choice, and what it lost, or an empty string."""
    if len(choices) < 2:
        raise NotUnderstood("a choice needs two options or more")
    options = [
        {"id": f"o{number}", "text": line(choice.text), "feedback": choice.feedback}
        for number, choice in enumerate(choices, 1)
    ]
    keys = [f"o{number}" for number, choice in enumerate(choices, 1) if choice.weight > (99.99 if single else 0)]
    partial = any(0 < choice.weight < 99.99 for choice in choices)
    if not keys or (single and len(keys) > 1):
        raise NotUnderstood(f"it has {len(keys)} right answers, where one is needed" if keys else "no right answer")
    lost = "some options gave part of the marks: only a whole right answer does now" if partial else ""
    if single:
        return {"type": "single_choice", "options": options, "key": keys[0]}, lost
    return {"type": "multiple_choice", "options": options, "keys": keys}, lost


def true_false_content(truth: bool, feedback_true: str = "", feedback_false: str = "") -> Draft:
    """A true or false question, as a single choice."""
    content, _lost = choice_content(
        [Choice("Vrai", 100 * truth, feedback_true), Choice("Faux", 100 * (not truth), feedback_false)], single=True
    )
    return content


def labelled(labels: Iterable[str]) -> Draft:
    """Alignments, disciplines, classes and tags from the labels of `exporters.exporter.labels`, or anyone's tags."""
    draft: Draft = {"alignments": [], "disciplines": [], "classes": [], "tags": []}
    for label in labels:
        kind, _, value = label.partition(":")
        if place := PLACE.fullmatch(label):
            framework, competence, level = place.groups()
            primary = not draft["alignments"]
            draft["alignments"].append(
                {"framework": framework, "competence": competence, "level": int(level), "primary": primary}
            )
        elif kind in ("discipline", "class") and value:
            draft["disciplines" if kind == "discipline" else "classes"].append(value)
        else:
            draft["tags"].append(label)
    return {name: values for name, values in draft.items() if values}


def decoded(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file: UTF-8, else Windows-1252 with a note."""
    if b"\0" in data:
        raise RefusedFileError("this is not a text file: it holds NUL bytes")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), ()
    except UnicodeDecodeError:
        note = Finding("note", "", "the file is not in UTF-8: it was read as Windows-1252, look at the accents")
        return data.decode("cp1252", "replace").replace("\r\n", "\n"), (note,)
