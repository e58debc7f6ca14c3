"""Aiken in (docs.moodle.org/en/Aiken_format): a question, lettered options, `ANSWER: B`."""

import re
from collections.abc import Iterator
from pathlib import Path

from interop.findings import Finding
from interop.importers.draft import NotUnderstood, Result, decoded, draft_of
from interop.importers.weighed import Weighed, choice
from items.messages import message

OPTION = re.compile(r"\s*([A-Za-z])[.)]\s*(\S.*)")
ANSWERED = re.compile(r"\s*ANSWER\s*:", re.IGNORECASE)
ANSWER = re.compile(r"ANSWER\s*:\s*([A-Za-z])[.)]?", re.IGNORECASE)
UNANSWERED = message("the question has no ANSWER line")


def read(path: Path) -> Iterator[Result]:
    """Each question of an Aiken file, or what is wrong with it."""
    text, notes = decoded(path.read_bytes())
    yield from notes
    statement, options = "", {}
    for number, row in enumerate(text.split("\n"), 1):
        if option := OPTION.match(row):
            options[option[1].upper()] = option[2].strip()
        elif ANSWERED.match(row):
            yield _question(number, statement, options, row)
            statement, options = "", {}
        elif row.strip():
            if options:
                yield Finding("error", f"line {number}", UNANSWERED, statement[:80])
            statement, options = (row if options else f"{statement}\n{row}").strip(), {}
    if statement or options:
        yield Finding("error", "end of file", UNANSWERED, statement[:80])


def _question(number: int, statement: str, options: dict[str, str], row: str) -> Result:
    answer = ANSWER.fullmatch(row.strip())
    try:
        if not statement:
            raise NotUnderstood(message("these options have no question"))
        if not answer or answer[1].upper() not in options:
            raise NotUnderstood(message("« %(found)s » does not name one of the options", found=row[:60]))
        right = answer[1].upper()
        found = choice([Weighed(text, 100 * (letter == right)) for letter, text in options.items()], single=True)
    except NotUnderstood as reason:
        return Finding("error", f"line {number}", reason.reason, statement[:80])
    return draft_of("", statement, found.content)
