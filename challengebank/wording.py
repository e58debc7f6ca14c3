"""Formats and parts of a challenge, as operators read them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

FORMATS: dict[str, str] = {
    "bank": "Vivier",
    "moodle": "Moodle XML",
    "gift": "GIFT",
    "qti3": "QTI 3.0",
    "qti22": "QTI 2.2",
    "qti21": "QTI 2.1",
    "pix": "Pix",
    "csv": "CSV",
    "xlsx": "XLSX",
}
PARTS: dict[str, Any] = {
    "item": _("the whole challenge"),
    "title": _("title"),
    "alignments": _("competences and levels"),
    "statement": _("statement"),
    "content": _("answer"),
    "content.accepted": _("accepted answers"),
    "content.as_set": _("blanks judged as a set"),
    "content.blanks.feedback": _("feedback of each blank"),
    "content.blanks.label": _("labels of blanks"),
    "content.blanks.tolerances": _("tolerances"),
    "content.menus.label": _("labels of lists"),
    "content.menus.options.feedback": _("feedback of each option of a list"),
    "content.one_to_one": _("each target used once"),
    "content.options.feedback": _("feedback of each option"),
    "content.placeholder": _("example shown in the empty field"),
    "content.refused": _("refused answers"),
    "content.sites": _("sites to visit"),
    "content.strategy": _("sharing of the marks"),
    "content.tolerances": _("tolerances"),
    "content.type": _("type of the challenge"),
    "content.unit": _("units"),
    "content.units": _("units"),
    "content.unit_required": _("units"),
    "hint": _("hint"),
    "feedback.correct": _("feedback to a right answer"),
    "feedback.incorrect": _("feedback to a wrong answer"),
    "illustration": _("illustration"),
    "illustration.credit": _("credit of the illustration"),
    "attachments": _("files"),
    "delivery.estimated_time": _("expected time"),
    "delivery.time_limit": _("time limit"),
    "delivery.shuffle": _("shuffled options"),
    "delivery.calculator": _("calculator"),
    "delivery.focus": _("staying on the page"),
    "delivery.devices": _("devices"),
    "delivery.sites": _("sites to visit"),
    "accessibility.blind": _("usable by blind people"),
    "accessibility.colour_blind": _("usable by colour-blind people"),
    "accessibility.deaf": _("usable by deaf people"),
    "tutorials.understand": _("tutorials to understand"),
    "tutorials.further": _("tutorials to go further"),
    "answer_tests": _("answer tests"),
    "disciplines": _("disciplines"),
    "classes": _("classes"),
    "tags": _("tags"),
    "licence": _("licence"),
    "authors": _("authors"),
    "source": _("source"),
    "id": _("identifier"),
    "locale": _("language"),
    "purpose": _("purpose"),
    "family": _("family"),
    "varies": _("what varies in the family"),
    "enemies": _("enemies"),
    "translation_of": _("original of a translation"),
}


def format_name(name: str) -> str:
    """What people call a format."""
    return FORMATS.get(name, name)


def part_name(path: str) -> str:
    """A part of a challenge in words, by the path of its field; a part without a name has that of what holds it."""
    while path not in PARTS and "." in path:
        path = path.rpartition(".")[0]
    return str(PARTS.get(path, path))
