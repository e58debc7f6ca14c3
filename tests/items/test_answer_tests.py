"""Answer tests run against the scoring."""

from hypothesis import given, settings

from items.answer_tests import Failure, failing
from items.document import Alignment, Item
from items.scoring import AnswerTest
from items.types.number import Number
from tests.items.strategies import items


@settings(max_examples=50, deadline=None)
@given(items())
def test_what_a_type_proposes_passes(document):
    assert failing(document) == ()


def test_a_test_that_says_otherwise_is_a_failure():
    content = Number(value="12", unit="%")
    right = AnswerTest(answer="12 %", thousandths=1000)
    mistaken = AnswerTest(answer="13 %", thousandths=1000, note="l’auteur s’est trompé")
    document = Item(
        id="00000000-0000-4000-8000-000000000001",
        title="Part des élèves",
        alignments=(Alignment(competence="1.3", level=3, primary=True),),
        statement="Quelle part ?",
        content=content,
        answer_tests=(right, mistaken),
    )
    assert failing(document) == (Failure(1, mistaken, content.score("13 %")),)
