"""Aiken in (docs.moodle.org/en/Aiken_format): a question, lettered options, `ANSWER: B`."""

import re
from collections.abc import Iterator
from pathlib import Path

from interop.findings import Finding
from interop.html import escaped
from interop.importers.draft import NotUnderstood, Result, decoded, draft_of
from interop.importers.weighed import Weighed, choice
from items.messages import message

Option = tuple[str, str]
"""A letter and its words."""
OPTION = re.compile(r"\s*([A-Za-z])[.)]\s*(\S.*)")
ANSWERED = re.compile(r"\s*(?:ANSWERS?|R[ÉE]PONSES?)\s*:", re.IGNORECASE)
ANSWER = re.compile(r"[A-Z](?:(?: *[,;/&] *| +(?:ET|AND) +| *)[A-Z])*")
LETTER = re.compile(r"\b(?:ET|AND)\b|([A-Z])")
UNANSWERED = message("the question has no ANSWER line")


def read(path: Path) -> Iterator[Result]:
    """Each question of an Aiken file, or what is wrong with it."""
    text, notes = decoded(path.read_bytes())
    yield from notes
    statement, options, goes_on = "", list[Option](), False
    for number, row in enumerate(text.split("\n"), 1):
        if option := OPTION.match(row):
            options.append((option[1].upper(), option[2].strip()))
        elif ANSWERED.match(row):
            yield _question(number, statement, options, row)
            statement, options = "", []
        elif options and goes_on and row.strip():
            letter, words = options.pop()
            options.append((letter, f"{words} {row.strip()}"))
        elif row.strip():
            if options:
                yield Finding("error", f"line {number}", UNANSWERED, statement[:80])
            statement, options = (row if options else f"{statement}\n{row}").strip(), []
        goes_on = bool(row.strip())
    if statement or options:
        yield Finding("error", "end of file", UNANSWERED, statement[:80])


def _question(number: int, statement: str, options: list[Option], row: str) -> Result:
    try:
        if not statement:
            raise NotUnderstood(message("these options have no question"))
        letters = [letter for letter, _words in options]
        if twice := next((letter for letter in letters if letters.count(letter) > 1), ""):
            raise NotUnderstood(message("two of its options have the letter %(letter)s", letter=twice))
        right = _right(row)
        if not right or not right <= {*letters}:
            raise NotUnderstood(message("« %(found)s » does not name one of the options", found=row[:60]))
        found = choice([Weighed(words, 100 * (letter in right)) for letter, words in options], single=len(right) == 1)
    except NotUnderstood as reason:
        return Finding("error", f"line {number}", reason.reason, statement[:80])
    return draft_of("", escaped(statement), found.content)


def _right(row: str) -> set[str]:
    """The letters that the last line names: `ANSWER: B`, and `ANSWER: A, C` of some editors."""
    named = row.partition(":")[2].strip().rstrip(".)").upper()
    return {*filter(None, LETTER.findall(named))} if ANSWER.fullmatch(named[:80]) else set()
