"""The rules of items and tutorials, field by field."""

import orjson

from items.criteria import CRITERIA
from items.diff.change import Fields
from items.diff.contents import content
from items.diff.rules import each, inside, members, optional, switch, value, words
from items.messages import message

CLEAR = ("statement_clear",)
USEFUL = ("feedback_useful",)
ACCESSIBLE = ("accessible",)
LEGAL = ("legal_privacy",)
TIME = ("time_right",)
ALIGNED = ("aligned",)
YES_NO_UNKNOWN = {True: "✓", False: "✗", None: "?"}

ALIGNMENT: Fields = {
    "framework": value(message("framework"), "form", *ALIGNED),
    "competence": value(message("competence"), "form", *ALIGNED),
    "level": value(message("level"), "form", *ALIGNED, *TIME),
    "theme": value(message("theme"), "form", *ALIGNED),
    "primary": switch(message("now the main competence"), message("no longer the main competence"), "form", *ALIGNED),
}
ASSET: Fields = {
    "sha256": value(message("content of the file"), "meaning"),
    "name": value(message("name of the file"), "form"),
    "media_type": value(message("kind of file"), "form", *ACCESSIBLE),
    "size": value(message("size of the file"), "form"),
}
ILLUSTRATION: Fields = {
    "asset": switch(message("another picture"), message("another picture"), "meaning", *CLEAR, *ACCESSIBLE, *LEGAL),
    "alt": words(message("alternative text"), "form", *ACCESSIBLE, markdown=False),
    "credit": value(message("credit of the picture"), "form", *LEGAL),
}
ATTACHMENT: Fields = {
    "asset": switch(message("another file"), message("another file"), "meaning", *CLEAR, *ACCESSIBLE, *LEGAL),
    "label": words(message("label of the file"), "form", *CLEAR, markdown=False),
}
FEEDBACK: Fields = {
    "correct": words(message("feedback on a right answer"), "form", *USEFUL),
    "incorrect": words(message("feedback on a wrong answer"), "form", *USEFUL),
}
DELIVERY: Fields = {
    "shuffle": switch(message("options now shuffled"), message("options no longer shuffled"), "form", "not_guessable"),
    "estimated_time": value(message("estimated time (s)"), "form", *TIME),
    "time_limit": value(message("time limit (s)"), "form", *TIME, "fair"),
    "focus": switch(
        message("the pupil must stay on the page"), message("the pupil may leave the page"), "form", "fair"
    ),
    "calculator": switch(
        message("calculator now allowed"), message("calculator no longer allowed"), "form", *TIME, "fair"
    ),
    "devices": members(message("device"), "form", *ACCESSIBLE),
    "sites": members(message("site needed"), "form", *ACCESSIBLE, *LEGAL),
}

ACCESSIBILITY: Fields = {
    "blind": value(message("usable by blind pupils"), "form", *ACCESSIBLE, said=YES_NO_UNKNOWN.__getitem__),
    "colour_blind": value(
        message("usable by colour-blind pupils"), "form", *ACCESSIBLE, said=YES_NO_UNKNOWN.__getitem__
    ),
    "deaf": value(message("usable by deaf pupils"), "form", *ACCESSIBLE, said=YES_NO_UNKNOWN.__getitem__),
}
TUTORIALS: Fields = {
    "understand": members(message("tutorial to understand"), "form", *USEFUL),
    "further": members(message("tutorial to go further"), "form", *USEFUL),
}
ANSWER_TEST: Fields = {
    "answer": value(message("sample answer"), "form", "key_correct"),
    "thousandths": value(message("expected score"), "form", "key_correct"),
    "note": value(message("note"), "form"),
}

DOCUMENT: Fields = {
    "format": value(message("format"), "form"),
    "id": value(message("identity"), "meaning", *CRITERIA),
    "locale": value(message("language"), "meaning", *CRITERIA),
    "title": words(message("title"), "form", *CLEAR, markdown=False),
    "alignments": each(
        message("competence"),
        "form",
        *ALIGNED,
        key=lambda a: f"{a.framework} {a.competence}",
        fields=ALIGNMENT,
        said=lambda a: a.competence,
    ),
    "disciplines": members(message("discipline"), "form", *ALIGNED),
    "classes": members(message("class"), "form", *ALIGNED, *TIME),
    "tags": members(message("tag"), "form"),
    "licence": value(message("licence"), "form", *LEGAL),
    "authors": members(message("author"), "form", *LEGAL),
    "source": value(message("source"), "form", *LEGAL),
    "translation_of": value(message("translation of"), "form"),
    "illustration": optional(message("illustration"), "meaning", *CLEAR, *ACCESSIBLE, *LEGAL, fields=ILLUSTRATION),
    "attachments": each(
        message("file"),
        "meaning",
        *CLEAR,
        *ACCESSIBLE,
        *LEGAL,
        key=lambda file: file.asset,
        fields=ATTACHMENT,
        said=lambda file: file.label,
    ),
    "assets": each(message("file used"), "form", key=lambda a: a.sha256, fields=ASSET, said=lambda a: a.name),
}
ITEM: Fields = DOCUMENT | {
    "purpose": value(message("purpose"), "meaning", *CRITERIA),
    "statement": words(message("statement"), "meaning", *CLEAR, "key_correct"),
    "content": content,
    "hint": words(message("hint"), "form", *USEFUL, "not_guessable"),
    "feedback": inside(FEEDBACK),
    "delivery": inside(DELIVERY),
    "accessibility": inside(ACCESSIBILITY),
    "tutorials": inside(TUTORIALS),
    "answer_tests": each(
        message("answer test"),
        "form",
        "key_correct",
        key=lambda test: _json(test.answer),
        fields=ANSWER_TEST,
        said=lambda test: _json(test.answer),
    ),
    "family": value(message("family"), "form"),
    "varies": members(message("own field"), "form"),
    "enemies": members(message("enemy"), "form"),
}
TUTORIAL: Fields = DOCUMENT | {
    "kind": value(message("kind"), "meaning", *CLEAR, *ACCESSIBLE),
    "body": words(message("text"), "meaning", *CLEAR),
    "url": value(message("address"), "meaning", *CLEAR, *LEGAL),
    "duration": value(message("duration (s)"), "form", *TIME),
}


def _json(answer: object) -> str:
    return orjson.dumps(answer).decode()
