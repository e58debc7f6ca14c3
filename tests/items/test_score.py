"""The reference scorer, as it is run."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings

from items.document import Alignment, Item
from items.profiles import PROFILES, score
from items.score import main, score_lines
from items.types.short_text import ShortText
from tests.items.strategies import items, json_values

ITEM = Item(
    id="00000000-0000-4000-8000-000000000001",
    title="Le nom du logiciel",
    alignments=(Alignment(competence="1.1", level=1, primary=True),),
    statement="Avec quoi ouvre-t-on une page ?",
    content=ShortText(accepted=("navigateur",), tolerances=("case", "slips")),
)
RIGHT = {"score": 1.0, "max_score": 1, "correct": True, "reason": "case ignored; accepted as « navigateur »"}


def line(answer):
    return b'{"item": %s, "answer": %s}\n' % (ITEM.canonical(), json.dumps(answer).encode())


def scored(*lines):
    return list(score_lines(lines))


def test_a_stream_is_scored_line_by_line():
    assert scored(line("Navigateur"), b"\n", line("souris")) == [
        RIGHT,
        {"score": 0.0, "max_score": 1, "correct": False, "reason": "not one of the accepted answers"},
    ]


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (b"{", "not JSON"),
        (b"[]", "a line is an object with an item and an answer"),
        (b'{"item": {}}', "a line is an object with an item and an answer"),
        (b'{"item": {}, "answer": "a"}', "not a valid item: id: Field required"),
        (b'{"item": 12, "answer": "a"}', "not a valid item"),
        (b'{"item": "\\ud800", "answer": "a"}', "not a valid item"),
        (b'{"item": 1%s, "answer": "a"}' % (b"0" * 5000), "not JSON serializable"),
        (b'\xff{"item": {}}', "not UTF-8: invalid start byte at byte 0"),
        (b"[" * 100_000, "nested too deep"),
        (b"\x00", "not JSON"),
    ],
)
def test_a_bad_line_is_told_and_the_stream_goes_on(bad, error):
    first, second, third = scored(line("Navigateur"), bad + b"\n", line("Navigateur"))
    assert (first, third) == (RIGHT, RIGHT)
    assert error in second["error"]
    assert second["line"] == 2


STRANGE = [b"NaN", b"-Infinity", b"1" * 5000, b"1e999", b'"\\ud800"', b'"\\u0000"', b"[" * 500 + b"]" * 500, b"{}"]


@pytest.mark.parametrize("answer", STRANGE)
def test_no_answer_is_too_strange(answer):
    assert [result["score"] for result in scored(b'{"item": %s, "answer": %s}' % (ITEM.canonical(), answer))] == [0.0]


@settings(max_examples=40, deadline=None)
@given(items(), json_values)
def test_every_profile_scores_every_answer(item, answer):
    for profile in PROFILES:
        assert 0 <= score(item, answer, profile=profile).thousandths <= 1000


@settings(max_examples=40, deadline=None)
@given(items())
def test_our_profile_is_the_default(item):
    for sample in item.content.samples():
        assert score(item, sample.answer) == item.content.score(sample.answer)


def test_the_command_reads_its_input():
    arguments = [sys.executable, "-m", "items.score", "--profile", "pix"]
    run = subprocess.run(arguments, input=line("navigat") + b"\xff\n", capture_output=True, check=True)
    first, second = map(json.loads, run.stdout.splitlines())
    assert first == {"score": 0.0, "max_score": 1, "correct": False, "reason": "wrong by the rules of Pix"}
    assert second == {"error": "not UTF-8: invalid start byte at byte 0", "line": 2}


def test_cases_are_compared_and_each_difference_is_said(tmp_path, capfdbinary):
    case = {"id": "A1", "type": "QROC", "solution": "mot", "treatments": ["t1"], "answer": "MOT", "expected": "ok"}
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [case, case | {"id": "A2", "expected": "ko"}]}))
    assert main(["--pix-cases", str(path)]) == 1
    assert capfdbinary.readouterr().out == b"A2: ok, not {'expected': 'ko'}\n1 of 2 agree\n"


@pytest.mark.parametrize("text", ["", "[1]", '{"cases": 3}', "\ud800", "[" * 100_000])
def test_a_file_that_holds_no_cases_is_no_crash(tmp_path, text):
    path = tmp_path / "cases.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert main(["--pix-cases", str(path)]) == main(["--pix-cases", str(tmp_path / "absent")]) == 2
