"""The manual of the rules, made from the rules: `python -m items.lint.manual` writes docs/lint.md."""

from collections.abc import Callable, Iterator
from gettext import translation
from pathlib import Path

import orjson

from items.lint.base import Rule, Severity
from items.lint.examples import EXAMPLES, Changes
from items.lint.rules import RULES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "lint.md"
LONGEST = 160
WEIGHTS: dict[Severity, str] = {
    "error": "erreur, bloque la soumission · error, blocks submission",
    "warning": "avertissement, demande une raison signée · warning, asks for a signed reason",
    "info": "conseil · advice",
}
HEAD = """# Lint: the flaws that are found for you

Made from the rules by `python -m items.lint.manual`; do not edit. Rules run while one types and again at submission.
An **error** blocks submission, a **warning** asks for a signed reason that reviewers see, an **info** is advice.
There are {count} rules. Each example is a change of a good document: the place, and what is put there.
"""


def manual() -> str:
    """The page, in Markdown: each rule in French and in English, with its example."""
    french = translation("django", ROOT / "items" / "locale", languages=["fr"]).gettext
    return "\n".join([HEAD.format(count=len(RULES)), *(line for rule in RULES for line in _section(rule, french))])


def _section(rule: Rule, french: Callable[[str], str]) -> Iterator[str]:
    example = EXAMPLES[rule.name]
    yield f"## {rule.label.said(french)}\n"
    yield f"*{rule.label}* · `{rule.name}` · {WEIGHTS[rule.severity]}\n"
    yield f"{rule.hint.said(french)}  \n*{rule.hint}*\n"
    yield f"{' '.join((rule.check.__doc__ or '').split())}\n"
    yield from _change("Flagged", example.flagged)
    yield from _change("Let through", example.clean)
    yield ""


def _change(what: str, changes: Changes) -> Iterator[str]:
    if changes:
        yield f"- {what}: " + "; ".join(f"`{where}` = {_value(value)}" for where, value in changes.items())


def _value(value: object) -> str:
    text = orjson.dumps(value).decode()
    return f"`` {text if len(text) <= LONGEST else text[:LONGEST] + '…'} ``"


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
