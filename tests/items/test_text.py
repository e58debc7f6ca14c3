"""Texts: what each tolerance forgives, what nothing forgives, and which expected text is the nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items.text import LONGEST, Expected, Match, expected, normalised, plain
from tests.items.strategies import hostile_texts, tolerances

EVERYTHING = ("case", "accents", "spaces", "punctuation", "ligatures", "slips")


def nearest(answer, *texts, tolerances=()):
    return expected(texts, tolerances).nearest(answer)


def same(answer, text, *tolerances):
    return nearest(answer, text, tolerances=tolerances) is not None


@given(hostile_texts, tolerances)
def test_normalising_twice_is_normalising_once(text, tolerances):
    once = normalised(text, tolerances)
    assert normalised(once, tolerances) == once


@given(hostile_texts, tolerances)
def test_a_text_comes_to_itself_unless_nothing_is_left_of_it(text, tolerances):
    found = nearest(text, text, tolerances=tolerances)
    assert found == (Match(text) if normalised(text, tolerances) else None)


@given(hostile_texts, st.lists(hostile_texts, max_size=4).map(tuple), tolerances)
def test_any_text_is_compared_with_any_other(answer, texts, tolerances):
    found = Expected(texts, tolerances).nearest(answer)
    assert found is None or (found.text in texts and found.slips <= 3)


@given(hostile_texts, hostile_texts)
def test_without_tolerance_only_what_never_counts_may_differ(answer, text):
    assert same(answer, text) == (plain(answer) == plain(text) != "")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("  deux mots ", "deux mots"),
        ("deux\u00a0mots", "deux mots"),
        ("deux\u202fmots", "deux mots"),
        ("l’école", "l'école"),
        ("e\u0301cole", "école"),
        ("\ufeffécole\u200b", "école"),
        ("peer\u2011to\u2011peer", "peer-to-peer"),
        ("\u22123", "-3"),
    ],
)
def test_some_differences_never_count(answer, text):
    assert nearest(answer, text) == Match(text)


@pytest.mark.parametrize(
    ("answer", "text", "tolerance"),
    [
        ("NAVIGATEUR", "navigateur", "case"),
        ("STRASSE", "Straße", "case"),
        ("ecole", "école", "accents"),
        ("garcon", "garçon", "accents"),
        ("moteurde recherche", "moteur de recherche", "spaces"),
        ("= B5 * 2", "=B5*2", "spaces"),
        ("c'est Sacha !", "cest Sacha", "punctuation"),
        ("porte-monnaie", "portemonnaie", "punctuation"),
        ("oeuvre", "œuvre", "ligatures"),
        ("curriculum vitæ", "curriculum vitae", "ligatures"),
    ],
)
def test_each_tolerance_forgives_one_difference_and_says_so(answer, text, tolerance):
    others = tuple(other for other in EVERYTHING if other not in (tolerance, "slips"))
    assert nearest(answer, text, tolerances=(tolerance,)) == Match(text, 0, (tolerance,))
    assert nearest(answer, text, tolerances=others) is None
    assert nearest(answer, text, tolerances=EVERYTHING) == Match(text, 0, (tolerance,))


@pytest.mark.parametrize(
    ("answer", "text", "slips"),
    [
        ("navigatuer", "navigateur", 1),
        ("navigatr", "navigateur", 2),
        ("cadena", "cadenas", 1),
        ("cadennas", "cadenas", 1),
        ("moter de rechrche", "moteur de recherche", 2),
        ("motur de rechrche", "moteur de recherche", 2),
        ("langage C++ modrne", "langage C++ moderne", 1),
    ],
)
def test_slips_are_counted_word_by_word(answer, text, slips):
    assert nearest(answer, text, tolerances=("slips",)) == Match(text, slips)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("2023", "2024"),
        ("python 2", "python 3"),
        ("pyth0n", "python"),
        ("la", "le"),
        ("chat", "cha"),
        ("cha", "chat"),
        ("la souris", "le souris"),
        ("B", "A"),
        ("C#", "C++"),
        ("C", "C++"),
        ("-3", "3"),
        ("1,5", "15"),
        ("auteur", "moteur"),
        ("site;gouv", "site:gouv"),
        ("moteur recherche", "moteur de recherche"),
        ("nvgtr", "navigateur"),
        ("navigateur web", "navigateur"),
    ],
)
def test_slips_never_touch_digits_signs_and_short_words(answer, text):
    assert not same(answer, text, "slips", "case", "accents", "spaces", "ligatures")


@pytest.mark.parametrize(("answer", "text"), [("Eleve", "élève"), ("Navigateur", "navigateur"), ("oeuvre", "œuvre")])
def test_a_slip_is_no_way_around_another_tolerance(answer, text):
    assert not same(answer, text, "slips")


@pytest.mark.parametrize("answer", ["", " ", "\u200b", "\ufeff", "?!", "...", "\u00a0"])
def test_what_normalises_to_nothing_matches_nothing(answer):
    assert not same(answer, "...", *EVERYTHING)
    assert not same(answer, "mot", *EVERYTHING)


def test_the_nearest_text_asks_for_the_least():
    assert nearest("poison", "poisson", "Poison", tolerances=EVERYTHING) == Match("Poison", 0, ("case",))
    assert nearest("poissom", "poisson", "Poison", tolerances=EVERYTHING) == Match("poisson", 1)


def test_everything_forgiven_is_said():
    assert nearest("LE NAVIGATUER", "le navigateur", tolerances=EVERYTHING) == Match("le navigateur", 1, ("case",))


def test_a_very_long_answer_is_not_even_looked_at():
    assert nearest("a" * LONGEST, "a" * 500, tolerances=EVERYTHING) is None
    assert nearest(" " * 10**6 + "mot", "mot") is None
