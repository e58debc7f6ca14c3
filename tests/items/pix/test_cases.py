"""The rules of the Pix engine, case by case."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items.pix.cases import Outcome, differences, outcome, read_cases
from tests.items.strategies import hostile_texts, json_values

SHARED = Path(os.environ.get("VIVIER_SHARED", Path(__file__).parents[4] / "shared"))
PUBLISHED = SHARED / "data" / "pix_matching_cases.json"
ALL = ["t1", "t2", "t3"]


def result(kind, answer, solution, treatments=(), **values):
    """What the engine says: `ok`, `ko`…"""
    case = {"type": kind, "answer": answer, "solution": solution, "treatments": [*treatments], **values}
    return outcome(case).result


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published cases are not on this machine")
def test_the_published_cases_agree():
    assert list(differences(read_cases(PUBLISHED))) == []


def test_one_choice_is_the_same_text():
    assert [result("QCU", answer, "2") for answer in ("2", " 2", "3", 2, None)] == ["ok", "ko", "ko", "ko", "ko"]


def test_several_choices_come_in_any_order():
    answers = ("1,3", "3 , 1", "1", "1,3,3", "", None)
    assert [result("QCM", answer, "1, 3") for answer in answers] == ["ok", "ok", "ko", "ko", "ko", "ko"]


@pytest.mark.parametrize(
    ("answer", "solution", "treatments"),
    [
        ("É t é", "ete", ["t1"]),
        ("É\u00a0té", "ete", ["t1"]),
        ("l'ete!", "lete", ["t2"]),
        ("vacance", "vacances", ["t3"]),
        ("VACANCE !", "vacances", ALL),
        ("vacances", "été\nvacances", []),
        ("e\u0301te", "éte", []),
    ],
)
def test_a_text_is_right(answer, solution, treatments):
    assert result("QROC", answer, solution, treatments) == "ok"


@pytest.mark.parametrize(
    ("answer", "solution", "treatments"),
    [
        ("Ete", "été", ["t2", "t3"]),
        ("l'ete", "lete", ["t1"]),
        ("abc", "abcd", ["t3"]),
        ("", "abc", ALL),
        ("abc", "", ALL),
        ("abc", "\n", ALL),
        (12, "12", ALL),
        ("12", 12, ALL),
        ("😀abc", "abcd", ["t3"]),
    ],
)
def test_a_text_is_wrong(answer, solution, treatments):
    assert result("QROC", answer, solution, treatments) == "ko"


def test_a_distance_counts_sixteen_bit_units():
    assert result("QROC", "😀abcdef", "abcdef", ["t3"]) == "ok"
    assert result("QROC", "😀abcde", "abcde", ["t3"]) == "ko"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("1 234,50", "ok"), ("1234.5", "ok"), ("1.2345e3", "ok"), (" 1234,5 ", "ok"), ("1234,6", "ko"), ("-1234,5", "ko")],
)
def test_numbers_are_compared_by_value_where_one_is_asked_for(answer, expected):
    assert result("QROC", answer, "1234,5", ALL, format="nombre") == expected


def test_only_the_first_space_of_a_number_goes():
    assert result("QROC", " 1 234", "1", [], format="nombre") == "ok"
    assert result("QROC", "1 234 567", "1234567", [], format="nombre") == "ko"


def test_a_number_beside_a_solution_that_is_none_is_a_text():
    assert result("QROC", "12,0", "12\ndouze", [], format="nombre") == "ko"


def test_a_choice_in_a_list_has_no_treatment():
    blocks = {"reponse": "select"}
    assert result("QROC", "Oui", "oui", ALL, qrocBlocksTypes=blocks) == "ko"
    assert result("QROC", "oui", "oui", ALL, qrocBlocksTypes=blocks) == "ok"


def test_texts_each_against_its_own_solutions():
    case = {"type": "QROCM-ind", "treatments": ALL, "solution": "a:\n- vent\nb:\n- pluie\n- neige"}
    assert outcome(case | {"answer": "a: Vent\nb: neige"}) == Outcome("ok", {"a": True, "b": True})
    assert outcome(case | {"answer": "a: neige\nb: vent"}) == Outcome("ko", {"a": False, "b": False})
    assert outcome(case | {"answer": "b: pluie"}) == Outcome("ok", {"b": True})
    assert outcome(case | {"answer": "c: pluie"}) == Outcome("ko")
    assert outcome(case | {"answer": "a: Vent\nb: Neige", "qrocBlocksTypes": {"b": "select"}}).details == {
        "a": True,
        "b": False,
    }


def test_texts_in_any_order_take_the_first_solution_that_fits():
    solution = "x:\n- vent\n- brise\ny:\n- vent"
    assert result("QROCM-dep", "1: brise\n2: vent", solution) == "ok"
    assert result("QROCM-dep", "1: vent\n2: brise", solution) == "ko"
    assert result("QROCM-dep", "1: vent\n2: vent", solution) == "ok"
    assert result("QROCM-dep", "2: vent\n1: brise", solution) == "ok"
    assert result("QROCM-dep", "1: vent", solution) == "ok"


@pytest.mark.parametrize("kind", ["QROCM-ind", "QROCM-dep"])
@pytest.mark.parametrize(
    "answer",
    ["a: [b", "a: 1\na: 1", "a: &x [*x]", "{[]: 1}", "mot", 12, None, "a: " + "[" * 5000, "a: b\n---\nc: d", "a: \x07"],
)
def test_an_answer_that_says_nothing_is_wrong(kind, answer):
    assert result(kind, answer, "a:\n- 1\nb:\n- 2", ALL) == "ko"


@pytest.mark.parametrize("solution", ["a: 1\nb: 2", "a\n", "a:\n- b", "[", "a:\n- [1]\n", "", None, 3, "- a\n- b\n"])
def test_a_solution_that_says_nothing_makes_every_answer_wrong(solution):
    assert result("QROCM-ind", "a: 1\nb: 2", solution, ALL) == "ko"


def test_passing_is_no_answer():
    assert result("QROC", "#ABAND#", "#ABAND#") == "aband"


def test_a_type_that_the_engine_has_not():
    assert result("QMAIL", "a", "a") == "unimplemented"


def test_treatments_may_be_given_by_those_that_are_off():
    case = {"type": "QROC", "answer": "MOT", "solution": "mot"}
    assert outcome(case).result == outcome(case | {"deactivations": {"t3": True}}).result == "ok"
    assert outcome(case | {"deactivations": {"t1": True}}).result == "ko"


@given(
    kind=st.sampled_from(("QCU", "QCM", "QROC", "QROCM-ind", "QROCM-dep")),
    answer=json_values | hostile_texts,
    solution=json_values | hostile_texts | st.just("a:\n- b\n"),
    treatments=json_values | st.just(ALL),
    blocks=json_values,
)
def test_no_case_is_too_strange(kind, answer, solution, treatments, blocks):
    case = {"type": kind, "treatments": treatments, "qrocBlocksTypes": blocks, "format": "nombre"}
    assert outcome(case | {"answer": answer, "solution": solution}).result in ("ok", "ko")
