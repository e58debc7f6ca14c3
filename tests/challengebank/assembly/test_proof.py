"""What the solver proves is what counting every possibility finds."""

from collections import Counter
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from challengebank.assembly import ExamRules, Missing, Question, prove

RULES = ExamRules(competences=("1.1", "2.1"), levels=(1, 2), questions=3, seconds=300, adaptations=("blind",))
WIDE = ExamRules(competences=("1.1",), levels=(1,), questions=2, seconds=200, adaptations=())


@st.composite
def banks(draw) -> list[Question]:
    count = draw(st.integers(0, 8))
    return [
        Question(
            key=number,
            identity=str(number),
            competence=draw(st.sampled_from(RULES.competences)),
            level=draw(st.sampled_from(RULES.levels)),
            seconds=draw(st.sampled_from([None, 50, 100, 150])),
            theme=draw(st.sampled_from(["", "a", "b"])),
            family=draw(st.sampled_from(["", "", "f"])),
            enemies=frozenset(draw(st.sets(st.sampled_from([str(n) for n in range(count)]), max_size=1))),
            accessible=draw(st.sampled_from([frozenset(), frozenset({"blind"}), frozenset({"blind"})])),
        )
        for number in range(count)
    ]


def is_form(form: tuple[Question, ...], bank: list[Question]) -> bool:
    competences, levels = (Counter(map(get, form)) for get in (lambda q: q.competence, lambda q: q.level))
    return (
        sum(q.seconds or 100 for q in form) <= 300
        and all(1 <= competences[code] <= 3 for code in RULES.competences)
        and all(1 <= levels[level] <= 3 for level in RULES.levels)
        and not any(clash(one, other) for one, other in combinations(form, 2))
        and all(can_be_answered(q, bank) for q in form)
    )


def clash(one: Question, other: Question) -> bool:
    return (
        (bool(one.theme) and (one.competence, one.theme) == (other.competence, other.theme))
        or (bool(one.family) and one.family == other.family)
        or one.identity in other.enemies
        or other.identity in one.enemies
    )


def can_be_answered(question: Question, bank: list[Question]) -> bool:
    place = (question.family, question.competence, question.level)
    return "blind" in question.accessible or (
        bool(question.family)
        and any("blind" in q.accessible for q in bank if (q.family, q.competence, q.level) == place)
    )


def forms_of(bank: list[Question]) -> list[tuple[Question, ...]]:
    return [form for form in combinations(bank, RULES.questions) if is_form(form, bank)]


def repeats(forms: tuple[tuple[Question, ...], ...]) -> int:
    uses = Counter(q.key for form in forms for q in form)
    return sum(uses.values()) - len(uses)


@settings(max_examples=120, deadline=None)
@given(banks())
def test_one_form_exists_when_one_can_be_found_by_hand(bank):
    proof = prove(bank, RULES)
    assert proof.proved
    assert proof.possible == bool(forms_of(bank))
    assert proof.possible == (not proof.missing)
    assert all(is_form(form, bank) for form in proof.forms)


@settings(max_examples=80, deadline=None)
@given(banks(), st.integers(2, 3))
def test_forms_have_as_few_questions_in_common_as_can_be_found_by_hand(bank, count):
    proof, forms = prove(bank, RULES, count), forms_of(bank)
    assert proof.possible == bool(forms)
    if forms:
        assert len(proof.forms) == count
        assert all(is_form(form, bank) for form in proof.forms)
        assert proof.repeats == repeats(proof.forms)
        assert proof.repeats == min(repeats(chosen) for chosen in combinations_with_replacement(forms, count))


@settings(max_examples=60, deadline=None)
@given(banks())
def test_writing_what_is_missing_makes_the_form_possible_and_writing_less_does_not(bank):
    missing = prove(bank, RULES).missing
    places = [(cell.competence, cell.level) for cell in missing for _each in range(cell.count)]
    everybody = frozenset({"blind"})
    written = [Question(100 + n, f"new {n}", *place, accessible=everybody) for n, place in enumerate(places)]
    assert prove([*bank, *written], RULES).possible
    for left_out in written:
        assert not prove([*bank, *(q for q in written if q is not left_out)], RULES).possible


def test_each_binding_cell_says_how_many_it_has_and_misses():
    bank = [Question(1, "1", "1.1", 1, accessible=frozenset({"blind"}))]
    proof = prove(bank, RULES)
    assert not proof.possible
    assert sum(cell.count for cell in proof.missing) == 2
    assert all(cell.available == (1 if (cell.competence, cell.level) == ("1.1", 1) else 0) for cell in proof.missing)


def test_who_cannot_answer_sets_a_question_aside():
    bank = [Question(1, "1", "1.1", 1), Question(2, "2", "1.1", 1, accessible=frozenset({"blind"}))]
    proof = prove(bank, RULES)
    assert (proof.available, proof.set_aside) == (1, 1)


def test_two_forms_from_three_questions_share_one():
    bank = [Question(n, str(n), "1.1", 1, seconds=100) for n in range(3)]
    proof = prove(bank, WIDE, 2)
    assert (proof.repeats, proof.overlap) == (1, 0.25)
    assert proof.missing == (Missing("1.1", 1, 1, 3),)


def test_an_exam_that_no_bank_could_make_is_refused():
    with pytest.raises(ValueError, match="at least one question"):
        ExamRules(competences=("1.1", "1.2"), levels=(1,), questions=1)
