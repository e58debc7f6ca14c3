"""Aiken in (docs.moodle.org/en/Aiken_format): a question, lettered options, `ANSWER: B`."""

import re
from collections.abc import Iterator
from pathlib import Path

from interop.findings import Finding
from interop.importers.draft import Choice, Draft, NotUnderstood, choice_content, decoded, line

OPTION = re.compile(r"([A-Z])[.)]\s*(\S.*)")
ANSWER = re.compile(r"ANSWER:\s*([A-Z])\s*$")


def read(path: Path) -> Iterator[Draft | Finding]:
    """Each question of an Aiken file, or what is wrong with it."""
    text, notes = decoded(path.read_bytes())
    yield from notes
    statement, options = "", {}
    for number, row in enumerate(text.split("\n"), 1):
        if option := OPTION.match(row):
            options[option[1]] = option[2].strip()
        elif row.startswith("ANSWER:"):
            yield _question(number, statement, options, row)
            statement, options = "", {}
        elif row.strip():
            if options:
                yield Finding("error", f"line {number}", "the question before has no ANSWER line", statement[:80])
            statement, options = (row if options else f"{statement}\n{row}").strip(), {}
    if statement or options:
        yield Finding("error", "end of file", "the last question has no ANSWER line", statement[:80])


def _question(number: int, statement: str, options: dict[str, str], row: str) -> Draft | Finding:
    answer = ANSWER.match(row)
    try:
        if not statement:
            raise NotUnderstood("these options have no question")
        if not answer or answer[1] not in options:
            raise NotUnderstood(f"« {row[:60]} » does not name one of the options")
        choices = [Choice(text, 100 * (letter == answer[1])) for letter, text in options.items()]
        content, _lost = choice_content(choices, single=True)
    except NotUnderstood as reason:
        return Finding("error", f"line {number}", str(reason), statement[:80])
    return {"title": line(statement)[:100], "statement": statement, "content": content}
