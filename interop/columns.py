"""The columns of our tables, out and in, and the names that people give them."""

import re
import unicodedata
from collections.abc import Sequence

COLUMNS = (
    "id",
    "title",
    "type",
    "competence",
    "level",
    "statement",
    "options",
    "answers",
    "feedback",
    "feedback_correct",
    "feedback_incorrect",
    "hint",
    "labels",
    "content",
)
"""`options`, `answers`, `feedback` and `labels` hold one a line; `content` is the whole content as JSON, and wins."""

FRENCH = {
    "id": "identifiant",
    "title": "titre",
    "type": "type",
    "competence": "compétence",
    "level": "niveau",
    "statement": "énoncé",
    "options": "propositions",
    "answers": "réponses",
    "feedback": "retours",
    "feedback_correct": "si juste",
    "feedback_incorrect": "si faux",
    "hint": "indice",
    "labels": "étiquettes",
    "content": "contenu",
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")
"""A spreadsheet takes a cell that begins so for a formula, or eats its first character."""


def quoted(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def unquoted(cell: str) -> str:
    """The cell as it was before `quoted`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(DANGEROUS) else cell


def folded(name: str) -> str:
    """A heading without its case, accents, spaces and hyphens."""
    letters = unicodedata.normalize("NFD", name.strip().casefold())
    return "".join(letter for letter in letters if letter.isalnum())


BY_NAME = {folded(name): name for name in COLUMNS} | {folded(french): name for name, french in FRENCH.items()}
BY_NAME |= {
    folded(name): column
    for column, names in {
        "statement": ("question", "intitulé", "consigne", "question text", "texte de la question", "stem"),
        "title": ("question name", "nom"),
        "type": ("question type", "type de question"),
        "options": ("options", "choix", "choices", "option", "choice", "proposition"),
        "answers": (
            *("réponse", "answer", "bonne réponse", "bonnes réponses", "réponse correcte", "réponses correctes"),
            *("réponse juste", "correct answer", "correct answers", "correct option", "correct", "right answer"),
            *("solution", "clé", "key"),
        ),
        "explanation": (
            *("explication", "explication de la réponse", "justification", "explanation", "answer explanation"),
            "rationale",
        ),
        "category": ("topic", "thème", "sujet", "subject", "category", "catégorie", "chapitre", "chapter", "subtopic"),
        "tags": ("tags", "mots-clés", "keywords"),
    }.items()
    for name in names
}
"""Each column by the headings that people give it; the last three are found in the tables of others only."""
ONE_OPTION = re.compile(
    r"(?:option|choice|choix|proposition|reponse|answer|distractor|distracteur)(?:[a-t]|1[0-9]|20|[1-9])|[a-j]|10|[1-9]"
)
REMARK = re.compile(r" [-–—] .*| ?\(.*| ?:.*")
LONGEST_HEADING = 200


def columns_of(headings: Sequence[str]) -> list[str]:
    """The column of each heading, empty for those unknown: `Question`, `Réponse A`, `Correct answer(s) - choose one`.

    A column for each option is `options` again. Where options bear a bare letter, « Answer 1 » is a right answer.
    """
    names = [folded(REMARK.sub("", " ".join(heading[:LONGEST_HEADING].split()))) for heading in headings]
    lettered = {"a", "b"} <= set(names)
    columns = [_column(name, lettered) for name in names]
    if "statement" not in columns and {"title", "answers"} <= {*columns}:
        columns[columns.index("title")] = "statement"
    return _spread(names, columns)


def _spread(names: Sequence[str], columns: list[str]) -> list[str]:
    """The columns, in which one heading over several cells names the options: « Réponses » before « Bonne réponse »."""
    for place, name in enumerate(columns):
        others = next((n for n, after in enumerate(names[place + 1 :]) if after), 0)
        if others and (name == "options" or (name == "answers" and "answers" in columns[place + 1 :])):
            columns[place : place + 1 + others] = ["options"] * (1 + others)
    return columns


def _column(name: str, lettered: bool) -> str:
    if name in BY_NAME:
        return BY_NAME[name]
    if not ONE_OPTION.fullmatch(name):
        return ""
    return "answers" if lettered and len(name) > 1 else "options"
