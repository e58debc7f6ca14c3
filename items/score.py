"""The reference scorer: `python -m items.score` scores a stream of answers, whatever they are.

One JSON object a line, `{"item": …, "answer": …}`; for each, one line `{"score": 0…1, "max_score": 1, "correct": …,
"reason": "…"}`, or `{"error": "…", "line": …}` when the line is no such object or the item is not valid.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from items.document import Item
from items.errors import InvalidDocument
from items.pix.cases import differences, read_cases
from items.profiles import PROFILES, score

DIGITS = 4_000
"""The longest whole number read as such; beyond, as a decimal: Python refuses to turn a longer text into an int."""


def main(arguments: list[str] | None = None) -> int:
    """Score a stream, or check the Pix profile on cases. 1 when a case differs, 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m items.score", description="Score answers, one JSON object a line.")
    parser.add_argument("file", nargs="?", type=Path, help="the stream (standard input by default)")
    parser.add_argument("--profile", choices=[*PROFILES], default="vivier", help="the rules to score by")
    parser.add_argument("--pix-cases", type=Path, metavar="FILE", help="compare the Pix profile with a file of cases")
    options = parser.parse_args(arguments)
    try:
        if options.pix_cases:
            return _check_cases(options.pix_cases)
        with options.file.open("rb") if options.file else sys.stdin.buffer as stream:
            _score_stream(stream, options.profile)
    except (OSError, ValueError, RecursionError) as error:
        _say(f"{parser.prog}: {error}", sys.stderr.buffer)
        return 2
    return 0


def _score_stream(stream: BinaryIO, profile: str) -> None:
    for result in score_lines(stream, profile=profile):
        _say(json.dumps(result, ensure_ascii=False))


def _check_cases(path: Path) -> int:
    cases = read_cases(path)
    different = list(differences(cases))
    for difference in different:
        _say(str(difference))
    _say(f"{len(cases) - len(different)} of {len(cases)} agree")
    return 1 if different else 0


def _say(line: str, out: BinaryIO | None = None) -> None:
    (out or sys.stdout.buffer).write(line.encode("utf-8", "backslashreplace") + b"\n")


def score_lines(lines: Iterable[bytes], *, profile: str = "vivier") -> Iterator[dict[str, Any]]:
    """The result of each line that is not blank; never raises on what a line holds."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _score_line(line, profile)
            except (ValueError, TypeError, RecursionError) as error:
                yield {"error": _reason(error), "line": number}


def _score_line(line: bytes, profile: str) -> dict[str, Any]:
    entry = json.loads(line.decode("utf-8-sig"), parse_int=_whole_number)
    if not isinstance(entry, dict) or not {"item", "answer"} <= entry.keys():
        raise ValueError("a line is an object with an item and an answer")
    result = score(_item(json.dumps(entry["item"])), entry["answer"], profile=profile)
    return {
        "score": result.thousandths / 1000,
        "max_score": 1,
        "correct": result.correct,
        "reason": "; ".join(str(reason) for reason in result.reasons),
    }


def _whole_number(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < DIGITS else Decimal(digits)


@lru_cache(maxsize=1024)
def _item(document: str) -> Item:
    return Item.parse(document)


def _reason(error: Exception) -> str:
    match error:
        case InvalidDocument():
            return f"not a valid item: {error}"
        case UnicodeDecodeError():
            return f"not UTF-8: {error.reason} at byte {error.start}"
        case json.JSONDecodeError():
            return f"not JSON: {error}"
        case RecursionError():
            return "nested too deep"
    return str(error)


if __name__ == "__main__":
    sys.exit(main())
