"""What a line of a table asks: its type, its options and its answers, in the words that people write."""

import re
from collections.abc import Callable

from interop.columns import folded
from interop.importers.draft import Draft, NotUnderstood, number, numbered
from interop.importers.json import loads
from interop.importers.weighed import Weighed, choice, short_text
from items.messages import message

Row = dict[str, str]
"""The cells of a line by their column."""
EACH = "\x1f"
"""Between options that come from a column each."""
LETTERS = "ABCDEFGHIJKLMNOPQRST"
TRUE = {"vrai", "true", "v", "t"}
FALSE = {"faux", "false", "f"}
LISTED = re.compile(r"[;|]")
ARROW = re.compile(r"[-=]{1,2}>|[→⇒⟶➔]")
LETTERS_ALONE = re.compile(r"[A-T](?: ?[A-T]){1,19}")
LETTERED = re.compile(r"([A-Za-z])\s*[.):-]\s*(\S.*)")
NAMED = re.compile(r"(?:option|r[eé]ponse|answer|choice|choix|proposition)\s*(?=\w{1,2}\b)", re.IGNORECASE)


def content_of(row: Row) -> Draft:
    """What a line asks, as the content of an item; NotUnderstood when it cannot be asked."""
    kind = row.get("type", "").strip()
    if "content" in row:
        content = loads(row["content"])
        if not isinstance(content, dict):
            raise NotUnderstood(message("its content is not an object"))
        return {"type": kind} | content
    reader = READERS.get(kind.casefold()) or READERS.get(folded(kind)) or _guessed(row)
    if reader is None and "answers" not in row:
        raise NotUnderstood(message("it has no right answer"))
    if reader is None:
        names = ", ".join(dict.fromkeys(NAMES))
        raise NotUnderstood(message("« %(type)s » is not one of the types: %(names)s", type=kind, names=names))
    return reader(row)


def _guessed(row: Row) -> Callable[[Row], Draft] | None:
    """The type of a line that says none that we know: one or several answers among options, or a text."""
    if "answers" not in row:
        return None
    if "options" in row:
        return _multiple if len(_right(row)) > 1 else _single
    return _true_false if folded(row["answers"]) in TRUE | FALSE else _short_text


def _rows(row: Row, name: str) -> list[str]:
    """What a cell lists, one a line, or on one line with `;` or `|` between."""
    text = row.get(name, "").replace("\r", "").strip()
    return [each.strip() for each in (text.split("\n") if "\n" in text else LISTED.split(text)) if each.strip()]


def _single(row: Row) -> Draft:
    return choice(_weighed(row), single=True).content


def _multiple(row: Row) -> Draft:
    return choice(_weighed(row), single=False).content | {"strategy": "all_or_nothing"}


def _options(row: Row) -> list[str]:
    """The options, without the letters that number all of them."""
    if EACH in row.get("options", ""):
        return row["options"].split(EACH)
    options = _rows(row, "options")
    found = [LETTERED.fullmatch(option) for option in options]
    if all(each and each[1].upper() == letter for each, letter in zip(found, LETTERS, strict=False)):
        return [each[2] for each in found if each]
    return options


def _right(row: Row) -> set[int]:
    """The places of the right options, named one a line, or several with commas between."""
    options = _options(row)
    right: set[int] = set()
    for answer in _rows(row, "answers"):
        try:
            right.add(_option(answer, options))
        except NotUnderstood:
            parts = [part.strip() for part in re.split(r"[,;/|]|\bet\b|\band\b", answer) if part.strip()]
            if LETTERS_ALONE.fullmatch(answer):
                parts = list(answer.replace(" ", ""))
            if len(parts) < 2:
                raise
            right |= {_option(part, options) for part in parts}
    return right


def _weighed(row: Row) -> list[Weighed]:
    options, told, right = _options(row), row.get("feedback", "").split("\n"), _right(row)
    feedback = [*told, *[""] * len(options)]
    return [Weighed(text, 100 if place in right else 0, feedback[place].strip()) for place, text in enumerate(options)]


def _option(answer: str, options: list[str]) -> int:
    """The place of the option that an answer names by its words, its letter or its number."""
    if answer in options:
        return options.index(answer)
    bare = NAMED.sub("", answer).rstrip(".)").upper()
    if len(bare) == 1 and bare in LETTERS[: len(options)]:
        return LETTERS.index(bare)
    if bare.isdecimal() and 1 <= int(bare[:3]) <= len(options):
        return int(bare) - 1
    lowered = [option.casefold() for option in options]
    if (unlettered := LETTERED.fullmatch(answer)) and unlettered[2] in options:
        return options.index(unlettered[2])
    if answer.casefold() in lowered:
        return lowered.index(answer.casefold())
    raise NotUnderstood(message("« %(answer)s » is none of the options", answer=answer[:80]))


def _short_text(row: Row) -> Draft:
    content = short_text([Weighed(answer, 100) for answer in _rows(row, "answers")], case=False).content
    return content | {"tolerances": ["case", "accents", "spaces"]}


def _number(row: Row) -> Draft:
    answers = _rows(row, "answers")
    if len(answers) != 1:
        raise NotUnderstood(message("a number has one answer"))
    value, _mark, tolerance = answers[0].partition("±")
    return {"type": "number", "value": number(value), "tolerance": number(tolerance or "0").lstrip("-")}


def _order(row: Row) -> Draft:
    items = numbered(_rows(row, "answers") or _rows(row, "options"))
    if len(items) < 2:
        raise NotUnderstood(message("an order needs two items or more"))
    return {"type": "order", "items": items, "key": [item["id"] for item in items]}


def _match(row: Row) -> Draft:
    pairs = [(*ARROW.split(answer, 1), "")[:2] for answer in _rows(row, "answers")]
    if len(pairs) < 2 or not all(source.strip() and target.strip() for source, target in pairs):
        raise NotUnderstood(message("a match is written « source -> target », one a line, two lines or more"))
    targets = list(dict.fromkeys([target.strip() for _source, target in pairs] + _rows(row, "options")))
    return {
        "type": "match",
        "sources": numbered([source.strip() for source, _target in pairs], "s"),
        "targets": numbered(targets, "t"),
        "pairs": [[f"s{n}", f"t{targets.index(target.strip()) + 1}"] for n, (_source, target) in enumerate(pairs, 1)],
    }


def _true_false(row: Row) -> Draft:
    answer = folded(row.get("answers", ""))
    if answer not in TRUE | FALSE and "options" in row:
        return _single(row)
    if answer not in TRUE | FALSE:
        raise NotUnderstood(message("the answer is « vrai » or « faux »"))
    truth = answer in TRUE
    return choice([Weighed("Vrai", 100 * truth), Weighed("Faux", 100 * (not truth))], single=True).content


NAMES: dict[str, Callable[[Row], Draft]] = {
    "QCU": _single,
    "QCM": _multiple,
    "vrai ou faux": _true_false,
    "texte court": _short_text,
    "nombre": _number,
    "ordre": _order,
    "appariement": _match,
}
"""The types that a line of a few cells can say, by the names of the template."""

READERS = {folded(name): reader for name, reader in NAMES.items()} | {
    "singlechoice": _single,
    "multiple_choice": _multiple,
    "truefalse": _true_false,
    "vraifaux": _true_false,
    "qroc": _short_text,
    "texte": _short_text,
    "shorttext": _short_text,
    "number": _number,
    "order": _order,
    "match": _match,
}
