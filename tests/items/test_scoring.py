"""What each type gives for an answer, and why."""

import pytest

from items.messages import message
from items.scoring import share
from items.types.blanks import Blank, Blanks
from items.types.content import Option, Refused
from items.types.extended_text import ExtendedText
from items.types.hotspot import Area, Hotspot
from items.types.inline_choice import InlineChoice, Menu
from items.types.match import Match
from items.types.multiple_choice import MultipleChoice
from items.types.number import Number
from items.types.order import Order
from items.types.short_text import ShortText
from items.types.single_choice import SingleChoice
from items.types.web_task import WebTask


def options(*texts):
    """Options a, b, c… with these texts, each with feedback but the first."""
    return tuple(
        Option(id=name, text=text, feedback=f"À propos de {text}" if name != "a" else "")
        for name, text in zip("abcdef", texts, strict=False)
    )


def several(strategy="all_or_nothing"):
    return MultipleChoice(options=options("STL", "3MF", "SVG", "PNG"), keys=("a", "b"), strategy=strategy)


def said(content, answer):
    """The reasons of a score, as a person reads them."""
    return "; ".join(str(reason) for reason in content.score(answer).reasons)


def marks(content, *answers):
    return [content.score(answer).thousandths for answer in answers]


def test_a_share_is_to_the_nearest_thousandth_and_never_negative():
    assert [share(part, 3).thousandths for part in (-1, 0, 1, 2, 3)] == [0, 0, 333, 667, 1000]


def test_single_choice():
    content = SingleChoice(options=options("Firefox", "Python"), key="a")
    assert marks(content, "a", "b", "z", None, ["a"]) == [1000, 0, 0, 0, 0]
    assert content.feedback("b") == ("À propos de Python",)
    assert content.feedback("a") == content.feedback(None) == ()
    assert [said(content, answer) for answer in ("", None, "z")] == [*["nothing chosen"] * 2, "not one of the options"]


def test_multiple_choice_is_all_or_nothing():
    assert marks(several(), ["b", "a"], ["a"], ["a", "b", "c"], []) == [1000, 0, 0, 0]


def test_multiple_choice_by_option():
    answers = (["a", "b"], ["a"], ["a", "b", "c", "d"], ["c", "d"], [])
    assert marks(several("per_option"), *answers) == [1000, 750, 500, 0, 0]


def test_multiple_choice_right_minus_wrong():
    assert marks(several("right_minus_wrong"), ["a"], ["a", "c"], ["a", "b", "c"], ["c"]) == [500, 0, 500, 0]


@pytest.mark.parametrize("answer", ["a", None, {"a": 1}, ["a", "a"], ["a", 1], ["a", "b", "z"], [["a"]]])
def test_what_is_no_selection_is_worth_nothing(answer):
    assert several("per_option").score(answer).thousandths == 0
    assert several("per_option").score(answer).reasons == (message("not a list of what is offered"),)


def test_multiple_choice_gives_the_feedback_of_what_was_chosen():
    assert several().feedback(["d", "a", "c"]) == ("À propos de SVG", "À propos de PNG")


def test_short_text_says_what_it_forgives():
    content = ShortText(accepted=("navigateur",), tolerances=("case", "slips"))
    assert said(content, "NAVIGATUER") == "case ignored; one letter off; accepted as « navigateur »"
    assert said(content, "navigateur") == "accepted as « navigateur »"
    assert said(content, "ordinateur") == "not one of the accepted answers"
    assert said(content, " ") == "no answer"
    assert said(content, 12) == "not a text"


def test_a_refused_answer_that_is_as_near_as_an_accepted_one_is_refused():
    content = ShortText(
        accepted=("poisson",),
        tolerances=("case", "slips"),
        refused=(Refused(text="poison", feedback="Un s, et tout change."), Refused(text="pain")),
    )
    answers = ("poisson", "POISSON", "poison", "Poison", "poissom", "poissn", "pain")
    assert marks(content, *answers) == [1000, 1000, 0, 0, 1000, 0, 0]
    assert content.feedback("Poison") == ("Un s, et tout change.",)
    assert content.feedback("poisson") == content.feedback("pain") == content.feedback(None) == ()
    assert said(content, "poissn") == "one letter off; refused as « poison »"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"accepted": ("...",), "tolerances": ("punctuation",)}, "nothing is left of the accepted answer '...'"),
        ({"accepted": ("\u200b",)}, "nothing is left"),
        ({"accepted": ("l’école",), "refused": (Refused(text="l'école"),)}, "is both accepted and refused"),
        ({"accepted": ("a",), "tolerances": ("case", "case")}, "comes twice"),
    ],
)
def test_a_short_text_that_no_answer_could_satisfy_is_refused(values, problem):
    with pytest.raises(ValueError, match=problem):
        ShortText(**values)


def test_a_number_as_pupils_write_it():
    content = Number(value="1234.5")
    good = ("1234,5", "1 234,5", "1\u202f234,50", "1.2345e3", 1234.5, "1 234,5 €")
    assert marks(content, *good) == [1000] * len(good)
    assert marks(content, "1234,6", "−1234,5", "12345", "mille") == [0] * 4


def test_the_bounds_of_a_tolerance_are_right():
    content = Number(value="9.81", tolerance="0.01")
    assert marks(content, "9,8", "9,82", "9,81", "9,799", "9,8200001") == [1000, 1000, 1000, 0, 0]
    assert said(content, "9,8") == "near enough to 9,81"
    assert (said(content, "9"), said(content, "10")) == ("too small", "too great")


def test_a_wrong_unit_is_never_right():
    optional = Number(value="25000", unit="€", units=("euros", "EUR"))
    required = Number(value="25000", unit="€", unit_required=True)
    answers = ("25 000", "25 000 €", "25 000 Euros", "25000 EUR", "25 000 $", "25 000 km")
    assert marks(optional, *answers) == [1000, 1000, 1000, 1000, 0, 0]
    assert marks(required, "25 000", "25 000 €") == [0, 1000]
    assert said(required, "25 000") == "no unit"


def test_a_number_of_five_thousand_digits_is_only_too_great():
    assert said(Number(value="3"), 10**5000) == "too great"
    assert [said(Number(value="3"), answer) for answer in ("", None, "x")] == [*["no answer"] * 2, "not a number"]


def blanks(*accepted, **values):
    """Blanks n0, n1… with these accepted answers."""
    holes = tuple(Blank(id=f"n{n}", label=f"Mot {n}", accepted=texts) for n, texts in enumerate(accepted))
    return Blanks(text=" ".join(f"{{{{{hole.id}}}}}" for hole in holes), blanks=holes, **values)


def test_blanks_one_by_one():
    content = blanks(("octet",), ("bit", "un bit"), strategy="per_blank")
    answers = ({"n0": "Octet", "n1": "bit"}, {"n0": "bit", "n1": "octet"}, {"n1": "un bit"})
    assert marks(content, *answers) == [1000, 0, 500]
    assert said(content, {"n1": "UN BIT"}) == "1 right of 2; wrong: « Mot 0 »; case ignored"


def test_blanks_as_a_set_are_never_refused_when_they_are_valid():
    content = blanks(("souris", "clavier"), ("souris",), as_set=True)
    assert marks(content, {"n0": "souris", "n1": "clavier"}, {"n0": "clavier", "n1": "souris"}) == [1000, 1000]


def test_in_a_set_each_expected_answer_serves_once():
    content = blanks(("rouge",), ("vert",), ("bleu",), as_set=True, strategy="per_blank")
    assert marks(content, {"n0": "bleu", "n1": "bleu", "n2": "bleu"}, {"n0": "bleu", "n1": "rouge"}) == [333, 667]


def test_a_drop_down_forgives_nothing():
    hole = Blank(id="a", label="Mot", accepted=("À",), options=("À", "A"), tolerances=("accents",))
    content = Blanks(text="{{a}}", blanks=(hole,))
    assert marks(content, {"a": "À"}, {"a": "A"}, {"a": None}) == [1000, 0, 0]


def test_inline_choice():
    menus = tuple(Menu(id=name, label=name, options=options("un", "deux"), key=key) for name, key in ("xa", "yb"))
    content = InlineChoice(text="{{x}} {{y}}", menus=menus, strategy="per_menu")
    assert marks(content, {"x": "a", "y": "b"}, {"x": "b", "y": "b"}, {}, None) == [1000, 500, 0, 0]
    assert content.feedback({"x": "b", "y": "z"}) == ("À propos de deux",)


def test_order():
    content = Order(items=options("un", "deux", "trois", "quatre"), key=tuple("abcd"), strategy="per_pair")
    answers = ([*"abcd"], [*"bcda"], [*"dcba"], [*"abc"], [*"abcc"], "abcd")
    assert marks(content, *answers) == [1000, 667, 0, 0, 0, 0]
    assert content.feedback([*"abdc"]) == ("À propos de trois", "À propos de quatre")


def test_match():
    pairs = (("a", "a"), ("b", "b"))
    content = Match(sources=options("Un", "Deux"), targets=options("1", "2"), pairs=pairs, strategy="per_pair")
    assert marks(content, {"a": "a", "b": "b"}, {"a": "a", "b": "a"}, {"a": "a"}, [["a", "a"]]) == [1000, 500, 500, 0]
    assert content.feedback({"a": "a", "b": "a"}) == ("À propos de Deux",)


def test_a_target_that_serves_twice_in_pairs_is_wrong_twice():
    pairs = (("a", "a"), ("b", "b"))
    sides = {"sources": options("Un", "Deux"), "targets": options("1", "2")}
    content = Match(**sides, pairs=pairs, one_to_one=True, strategy="per_pair")
    assert marks(content, {"a": "a", "b": "a"}) == [0]


def test_hotspot():
    areas = tuple(
        Area(id=name, label=name, shape="circle", coordinates=(5, 5, 2), feedback=f"Zone {name}") for name in "abc"
    )
    size = {"image": "0" * 64, "alt": "Plan", "width": 10, "height": 10}
    content = Hotspot(**size, areas=areas, keys=("a", "b"), strategy="right_minus_wrong")
    assert marks(content, ["b", "a"], ["a"], ["a", "b", "c"], [[5, 5]]) == [1000, 500, 0, 0]
    assert content.feedback(["c"]) == ("Zone c",)


def test_an_extended_text_is_judged_by_the_pupil():
    content = ExtendedText(model_answer="Parce que…", criteria=("une cause", "un exemple"))
    met = ([0, 1], [1], [], [0, 0], [True], [2], None)
    assert marks(content, *({"text": "Car", "met": each} for each in met)) == [1000, 500, 0, 0, 0, 0, 0]
    assert marks(content, {"text": " ", "met": [0]}, {"met": [0]}, "Car", None) == [0, 0, 0, 0]


def test_a_task_is_scored_as_its_response():
    response = ShortText(accepted=("1905",), refused=(Refused(text="1901", feedback="La loi sur les associations."),))
    content = WebTask(sites=("https://gallica.bnf.fr/",), response=response)
    assert marks(content, "1905", "1901") == [1000, 0]
    assert content.feedback("1901") == ("La loi sur les associations.",)
    assert content.samples() == response.samples()
