"""The columns of our tables, out and in, and the names that people give them."""

import unicodedata

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
    for name, column in {
        "question": "statement",
        "intitulé": "statement",
        "options": "options",
        "choix": "options",
        "réponse": "answers",
        "answer": "answers",
        "bonne réponse": "answers",
        "tags": "labels",
        "mots-clés": "labels",
        "consigne": "statement",
    }.items()
}
