"""Small conventions of our texts in formats that have one field where we have two."""

import re
from collections.abc import Iterable

from interop.html import escaped, unescaped

CRITERIA = re.compile(r"\n\n((?:- [^\n]*(?:\n|$))+)$")


def with_criteria(model_answer: str, criteria: Iterable[str]) -> str:
    """A model answer and its criteria, as one text that ends with a list."""
    return "\n\n".join([model_answer.strip(), "\n".join(f"- {escaped(criterion)}" for criterion in criteria)])


def without_criteria(text: str) -> tuple[str, tuple[str, ...]]:
    """The model answer and the criteria in a text that ends with a list."""
    text = text.strip()
    if not (found := CRITERIA.search(text)):
        return text, ()
    return text[: found.start()], tuple(unescaped(row[2:]) for row in found[1].rstrip("\n").split("\n"))
