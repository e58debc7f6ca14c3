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
ASIDE = re.compile(
    r"\s*(?:(?:(?:GENERAL ?)?FEEDBACK|EXPLANATION|RATIONALE|EXPLICATIONS?|R[ÉE]TROACTION|COMMENT(?:AIRE)?) *:(.*)"
    r"|(?:POINTS?|MARKS?|SCORE|BAR[ÈE]ME|DIFFICULT(?:Y|[ÉE])|LEVEL|NIVEAU|TAGS?|CATEGORY|CAT[ÉE]GORIE) *:)",
    re.IGNORECASE,
)
"""What some programs write beside an answer: its feedback, or what no question of ours holds."""
UNANSWERED = message("the question has no ANSWER line")


def read(path: Path) -> Iterator[Result]:
    """Each question of an Aiken file, or what is wrong with it."""
    text, notes = decoded(path.read_bytes())
    yield from notes
    statement, options, told, goes_on = "", list[Option](), list[str](), False
    last: list[Result] = []
    for number, row in enumerate(text.split("\n"), 1):
        beside = ASIDE.match(row) if options or (last and not statement) else None
        if option := OPTION.match(row):
            options.append((option[1].upper(), option[2].strip()))
        elif beside:
            yield from _beside(beside, told, [] if options else last, number)
        elif ANSWERED.match(row):
            yield from last
            last, statement, options = [_question(number, statement, options, row)], "", []
            _tell(last[0], told)
        elif options and goes_on and row.strip():
            letter, words = options.pop()
            options.append((letter, f"{words} {row.strip()}"))
        elif row.strip():
            if options:
                yield Finding("error", f"line {number}", UNANSWERED, statement[:80])
            statement, options = (row if options else f"{statement}\n{row}").strip(), []
        goes_on = bool(row.strip()) and not beside
    yield from last
    if statement or options:
        yield Finding("error", "end of file", UNANSWERED, statement[:80])


def _beside(found: re.Match[str], told: list[str], last: list[Result], number: int) -> Iterator[Finding]:
    """Keep a feedback for the answer to come, or give it to the last question; name any other line."""
    if found[1]:
        told.append(found[1].strip())
        for question in last:
            _tell(question, told)
    else:
        lost = message("this line did not come along: « %(text)s »", text=found.string.strip()[:80])
        yield Finding("note", f"line {number}", lost)


def _tell(question: Result, told: list[str]) -> None:
    """Give a question what is said whatever the answer."""
    if isinstance(question, dict) and told:
        text = "\n\n".join([question.get("feedback", {}).get("correct", ""), *map(escaped, told)]).strip()
        question["feedback"] = {"correct": text, "incorrect": text}
    told.clear()


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
