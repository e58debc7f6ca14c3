"""An exam from a bank of the database, by the command."""

import pytest
from django.core.management import CommandError, call_command

from challengebank.domain import prove_exam
from frameworks.domain import load_frameworks
from items.document import CRCN, Accessibility, Alignment, Delivery
from tests.challengebank import factories

pytestmark = pytest.mark.django_db

EVERYBODY = Accessibility(blind=True, colour_blind=True, deaf=True)


@pytest.fixture
def bank():
    load_frameworks()
    places = [(code, level) for code in sorted(CRCN) for level in range(1, 9)]
    factories.accepted(
        *(
            factories.item(
                number,
                purpose="certification",
                competence=code,
                level=level,
                accessibility=EVERYBODY,
                delivery=Delivery(estimated_time=180),
            )
            for number, (code, level) in enumerate(places)
        )
    )
    return factories.bank("exam", purpose="certification")


def test_three_forms_without_a_question_in_common(bank):
    proof = prove_exam(bank=bank, forms=3)
    keys = [question.key for form in proof.forms for question in form]
    assert (len(keys), len(set(keys)), proof.proved) == (96, 96, True)


def test_the_command_says_that_the_forms_exist(bank, capsys):
    call_command("assemble_exam", "exam", forms=2)
    assert "2 forms exist, 0 questions come again (0%) (proved" in capsys.readouterr().out


def test_the_command_says_what_is_missing(bank, capsys):
    factories.bank("hard", purpose="certification", excluded=tuple(factories.uuid(n) for n in range(8)))
    with pytest.raises(CommandError, match="no form exists \\(proved"):
        call_command("assemble_exam", "hard")
    assert capsys.readouterr().out.splitlines()[1].startswith("  1.1 level ")
    with pytest.raises(CommandError, match="no bank 'other'"):
        call_command("assemble_exam", "other")


def test_themes_and_enemies_of_the_documents_are_respected(bank):
    rules = {"competences": ("1.1",), "lowest_level": 1, "highest_level": 1, "disciplines": ("svt",)}
    theme = Alignment(competence="1.1", level=1, theme="Web et navigation", primary=True)
    items = [factories.item(1000 + n, purpose="certification", disciplines=("svt",)) for n in range(40)]
    alike = [item.model_copy(update={"alignments": (theme,), "accessibility": EVERYBODY}) for item in items[:9]]
    enemies = [
        item.model_copy(update={"enemies": (items[10].id,), "accessibility": EVERYBODY}) for item in items[10:40]
    ]
    factories.accepted(*alike, *enemies)
    proof = prove_exam(bank=factories.bank("small", purpose="certification", **rules))
    assert not proof.possible
    assert [(cell.count, cell.available) for cell in proof.missing] == [(2, 39)]
