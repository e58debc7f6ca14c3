"""Matching cases in a file, each an answer, a solution and what the Pix engine says of them.

A case has `type`, `solution`, `answer`, `treatments` (or `deactivations`) and `expected` (`ok`, `ko`, `aband`); it may
have `format`, `qrocBlocksTypes` and `resultDetails`. The answers and solutions of a QROCM are in YAML.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from items.pix import javascript, solvers
from items.pix.matching import TREATMENTS, pre_treated
from items.pix.solvers import LONGEST

SKIPPED = "#ABAND#"
"""What the engine records when the pupil passes."""

Case = Mapping[str, Any]


class Unreadable(ValueError):  # noqa: N818 - it says what the text is
    """The YAML says nothing that can be compared."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engine answers: `ok`, `ko`, `aband`, or `unimplemented` for a type that it does not know."""

    result: str
    details: dict[str, bool] | None = None


class Loader(yaml.BaseLoader):
    """YAML where every value is a text, and where a key that comes twice is a mistake."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(keys)) != len(node.value):
            raise Unreadable("a key comes twice, or is no text")
        return super().construct_mapping(node, deep)


def outcome(case: Case) -> Outcome:
    """What the engine answers to a case; never raises."""
    if case.get("answer") == SKIPPED:
        return Outcome("aband")
    solve = SOLVERS.get(str(case.get("type")))
    return solve(case) if solve else Outcome("unimplemented")


def _result(right: bool, details: dict[str, bool] | None = None) -> Outcome:
    return Outcome("ok" if right else "ko", details)


def _qcu(case: Case) -> Outcome:
    return _result(solvers.qcu(case.get("answer"), case.get("solution")))


def _qcm(case: Case) -> Outcome:
    return _result(solvers.qcm(case.get("answer"), case.get("solution")))


def _qroc(case: Case) -> Outcome:
    blocks = _blocks(case)
    first = next(iter(javascript.in_order([*blocks])), None)
    treatments = () if first is not None and blocks[first] == "select" else _treatments(case)
    numeric = case.get("format") == "nombre"
    return _result(solvers.qroc(case.get("answer"), case.get("solution"), treatments, numeric=numeric))


def _qrocm_ind(case: Case) -> Outcome:
    selects = [key for key, kind in _blocks(case).items() if kind == "select"]
    try:
        answers = _texts(_yaml(pre_treated(_text_of(case, "answer"))))
        solutions = _solutions(_yaml(pre_treated(_lines_of(case, "solution"))))
        details = solvers.qrocm_ind(answers, solutions, _treatments(case), selects)
    except (Unreadable, KeyError):
        return Outcome("ko")
    return _result(all(details.values()), details)


def _qrocm_dep(case: Case) -> Outcome:
    try:
        answers = _yaml(pre_treated(_text_of(case, "answer")))
        solutions = _solutions(_yaml(_lines_of(case, "solution")))
        letters = dict(enumerate(answers)) if isinstance(answers, str) and answers else answers
        return _result(solvers.qrocm_dep(_texts(letters), solutions, _treatments(case)))
    except Unreadable:
        return Outcome("ko")


SOLVERS: dict[str, Callable[[Case], Outcome]] = {
    "QCU": _qcu,
    "QCM": _qcm,
    "QROC": _qroc,
    "QROCM-ind": _qrocm_ind,
    "QROCM-dep": _qrocm_dep,
}


def _treatments(case: Case) -> tuple[str, ...]:
    """The treatments that are on: those named, or all but those deactivated."""
    named, off = case.get("treatments"), case.get("deactivations")
    if isinstance(named, list):
        return tuple(t for t in TREATMENTS if t in named)
    return tuple(t for t in TREATMENTS if not (isinstance(off, dict) and off.get(t)))


def _blocks(case: Case) -> dict[str, Any]:
    """What each field is on screen: `text` or `select`."""
    blocks = case.get("qrocBlocksTypes")
    return blocks if isinstance(blocks, dict) else {}


def _text_of(case: Case, name: str) -> str:
    text = case.get(name)
    if not isinstance(text, str) or len(text) > LONGEST:
        raise Unreadable(name)
    return text


def _lines_of(case: Case, name: str) -> str:
    """A text of two lines or more: the engine takes a single line for a mistake."""
    text = _text_of(case, name)
    if "\n" not in text:
        raise Unreadable(name)
    return text


def _yaml(text: str) -> Any:
    try:
        return yaml.load(text, Loader)  # noqa: S506 - it builds texts, lists and objects only
    except (yaml.YAMLError, RecursionError) as error:
        raise Unreadable(str(error)) from None


def _entries(value: Any) -> dict[str, Any]:
    """The entries of an object; of a list by its numbers, as in JavaScript; none for nothing at all."""
    if isinstance(value, dict):
        return {str(key): entry for key, entry in value.items()}
    if isinstance(value, list):
        return {str(place): entry for place, entry in enumerate(value)}
    if value:
        raise Unreadable("neither an object nor a list")
    return {}


def _texts(value: Any) -> dict[str, str]:
    return {key: entry if isinstance(entry, str) else "[object Object]" for key, entry in _entries(value).items()}


def _solutions(value: Any) -> dict[str, list[str]]:
    lists = _entries(value)
    if not all(isinstance(texts, list) for texts in lists.values()):
        raise Unreadable("solutions are not lists")
    return {key: [text if isinstance(text, str) else "" for text in texts] for key, texts in lists.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """A case on which we do not say what the file expects."""

    case: Case
    outcome: Outcome

    def __str__(self) -> str:
        details = "" if self.outcome.details is None else f" {self.outcome.details}"
        expected = {key: self.case.get(key) for key in ("expected", "resultDetails") if key in self.case}
        return f"{self.case.get('id')}: {self.outcome.result}{details}, not {expected}"


def read_cases(path: Path) -> list[Case]:
    """The cases of a file: a list, or an object with `cases`. OSError or ValueError when it is no such file."""
    data = json.loads(path.read_bytes())
    cases = data.get("cases") if isinstance(data, dict) else data
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise ValueError("no list of cases")
    return cases


def differences(cases: list[Case]) -> Iterator[Difference]:
    """The cases on which we do not agree with what is expected."""
    for case in cases:
        found = outcome(case)
        details = case.get("resultDetails")
        if found.result != case.get("expected") or (details is not None and details != found.details):
            yield Difference(case, found)
