"""GIFT in (docs.moodle.org/en/GIFT_format): choice, true or false; what else it can say becomes a finding."""

import re
from collections.abc import Iterator
from pathlib import Path

from interop.findings import Finding
from interop.importers.draft import (
    UUID,
    Choice,
    Draft,
    NotUnderstood,
    choice_content,
    decoded,
    labelled,
    line,
    true_false_content,
)

ESCAPED = {char: chr(0xE000 + number) for number, char in enumerate("~=#{}:n\\[]")}
PLAIN = {ord(private): "\n" if char == "n" else char for char, private in ESCAPED.items()}
ESCAPE = re.compile(r"\\([~=#{}:n\\\[\]])")
NOTE = re.compile(r"\[(id|tag):([^\]]*)\]")
FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
ANSWER = re.compile(r"([~=])([^~=]*)")
WEIGHT = re.compile(r"\s*%(-?[0-9.]{1,12})%")
TRUTH = re.compile(r"\s*(TRUE|T|FALSE|F)\s*(?:#|$)", re.IGNORECASE)


def read(path: Path) -> Iterator[Draft | Finding]:
    """Each question of a GIFT file, or what is wrong with it."""
    text, notes = decoded(path.read_bytes())
    yield from notes
    for number, block in _blocks(text):
        source = "\n".join(row for row in block if not row.lstrip().startswith(("//", "$CATEGORY")))
        if not source.strip():
            continue
        comments = [row for row in block if row.lstrip().startswith("//")]
        try:
            yield {**_question(_hide(source)), **_notes(_hide("\n".join(comments)))}
        except NotUnderstood as reason:
            yield Finding("error", f"line {number}", str(reason), line(source)[:80])


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Blocks of lines between blank ones, with the number of their first line; comments go with what follows."""
    block: list[str] = []
    start = 1
    for number, row in enumerate([*text.split("\n"), ""], 1):
        if row.strip():
            start = start if block else number
            block.append(row)
        elif block:
            yield start, block
            block = []


def _hide(text: str) -> str:
    return ESCAPE.sub(lambda found: ESCAPED[found[1]], text)


def _show(text: str) -> str:
    found = FORMAT.match(text)
    return (text[found.end() :] if found else text).translate(PLAIN).strip()


def _notes(comments: str) -> Draft:
    found = [(kind, _show(value)) for kind, value in NOTE.findall(comments)]
    draft = labelled(value for kind, value in found if kind == "tag")
    for kind, value in found:
        if kind == "id" and UUID.fullmatch(value):
            draft["id"] = value
    return draft


def _question(text: str) -> Draft:
    title, text = _title(text)
    before, brace, rest = text.partition("{")
    body, closing, after = rest.rpartition("}")
    if not brace or not closing:
        raise NotUnderstood("no answer between braces")
    statement = _show(before) + (f" _____ {_show(after)}" if after.strip(' \n\t";') else "")
    body, _, general = body.partition("####")
    draft: Draft = {"title": title or line(statement)[:100], "statement": statement, "content": _content(body)}
    if general.strip():
        draft["feedback"] = {"correct": _show(general), "incorrect": _show(general)}
    return draft


def _title(text: str) -> tuple[str, str]:
    stripped = text.lstrip()
    if not stripped.startswith("::"):
        return "", text
    title, mark, rest = stripped[2:].partition("::")
    return (line(_show(title)), rest) if mark else ("", text)


def _content(body: str) -> Draft:
    if found := TRUTH.match(body):
        truth = found[1].upper().startswith("T")
        wrong, right = (*map(_show, body.split("#")[1:3]), "", "")[:2]
        return true_false_content(truth, *((right, wrong) if truth else (wrong, right)))
    answers = ANSWER.findall(body)
    if body.lstrip().startswith("#") or not any(mark == "~" for mark, _ in answers):
        raise NotUnderstood("only choices and true or false questions are imported from GIFT so far")
    if re.match(r"\s*\d*:[A-Z_]+:", body):
        raise NotUnderstood("this is a Cloze question, which is not imported so far")
    single = any(mark == "=" for mark, _ in answers)
    content, lost = choice_content([_choice(mark, text) for mark, text in answers], single)
    if lost and single:
        raise NotUnderstood("some options give part of the marks beside a right answer")
    return content


def _choice(mark: str, text: str) -> Choice:
    weight, found = 100.0 if mark == "=" else 0.0, WEIGHT.match(text)
    if found:
        try:
            weight, text = float(found[1]), text[found.end() :]
        except ValueError:
            raise NotUnderstood(f"{found[1]!r} is not a weight") from None
    answer, _, feedback = text.partition("#")
    return Choice(_show(answer), weight, _show(feedback))
