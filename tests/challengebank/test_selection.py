"""What a bank selects follows from its rules, and wrong rules are refused with the place and the reason."""

import pytest

from challengebank.domain import change_bank, create_bank, freeze_release, recall_version
from challengebank.errors import BankError, NotAllowed
from challengebank.models import Bank
from challengebank.queries import select, selected_counts
from challengebank.selection import SelectionRules
from items.document import Accessibility
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


def titles(slug: str = "college", **rules) -> list[str]:
    return sorted(select(factories.bank(slug, **rules)).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, ["A", "B", "C"]),
        ({"competences": ("1.1",)}, ["A", "B"]),
        ({"lowest_level": 3}, ["B", "C"]),
        ({"lowest_level": 3, "highest_level": 3}, ["B"]),
        ({"competences": ("1.1",), "lowest_level": 4}, []),
        ({"disciplines": ("mathematiques",)}, ["A"]),
        ({"disciplines": ("mathematiques", "svt")}, ["A", "B"]),
        ({"classes": ("6e",)}, ["B"]),
        ({"tags": ("eau",)}, ["A", "C"]),
        ({"excluded_tags": ("eau",)}, ["B"]),
        ({"types": ("multiple_choice",)}, []),
        ({"licences": ("CC BY 4.0",)}, ["C"]),
        ({"accessible": ("blind",)}, ["B"]),
        ({"quorum": 3}, []),
        ({"excluded": (factories.uuid(1),)}, ["B", "C"]),
    ],
)
def test_rules_select(rules, expected):
    factories.accepted(
        factories.item(1, title="A", disciplines=("mathematiques",), tags=("eau",)),
        factories.item(
            2, title="B", level=3, disciplines=("svt",), classes=("6e",), accessibility=Accessibility(blind=True)
        ),
        factories.item(3, title="C", competence="2.1", level=5, tags=("eau",), licence="CC BY 4.0"),
    )
    assert titles(**rules) == expected
    assert selected_counts(Bank.objects.all()).get(Bank.objects.get().pk, 0) == len(expected)


def test_banks_of_every_kind_are_counted_together_and_only_their_own():
    factories.accepted(
        factories.item(1, tags=("eau",)),
        factories.item(2, competence="2.1"),
        factories.item(3, purpose="certification"),
        factories.item(4, locale="en"),
        factories.tutorial(5),
    )
    rules = {"all": {}, "place": {"competences": ("1.1",)}, "tag": {"tags": ("eau",)}, "other": {"tags": ("feu",)}}
    banks = {name: factories.bank(name, **given) for name, given in rules.items()}
    banks["secret"] = factories.bank("secret", purpose="certification")
    counts = selected_counts(banks.values())
    assert {name: counts.get(bank.pk, 0) for name, bank in banks.items()} == {
        "all": 2,
        "place": 1,
        "tag": 1,
        "other": 0,
        "secret": 1,
    }


def test_only_accepted_versions_of_the_purpose_and_the_language_are_selected():
    factories.accepted(
        factories.item(1, title="A"),
        factories.item(2, title="certification", purpose="certification"),
        factories.item(3, title="english", locale="en"),
        factories.tutorial(4),
    )
    factories.frozen(factories.item(5, title="under review"))
    factories.decide(factories.frozen(factories.item(6, title="refused")), "refused")
    assert titles() == ["A"]


def test_the_newest_accepted_version_is_selected_and_a_recalled_one_never():
    first = factories.accepted(factories.item(1, title="old"))[0]
    second = factories.accepted(factories.item(1, title="new"))[0]
    bank = factories.bank()
    assert [version.pk for version in select(bank)] == [second.pk]
    recall_version(actor=factories.operator(), version=second, reason="leaked")
    assert [version.pk for version in select(bank)] == [first.pk]


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"lowest_level": 4, "highest_level": 2}, "the lowest level, 4, is above the highest, 2"),
        ({"competences": ["9"]}, "competences.0: String should match pattern '^[1-9]\\.[1-9]$'"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
    ],
)
def test_wrong_rules_are_refused_with_place_and_reason(rules, message):
    with pytest.raises(BankError) as refusal:
        SelectionRules.read(rules)
    assert str(refusal.value) == message


def test_rules_are_kept_as_they_were_given():
    rules = SelectionRules(competences=("1.1", "5.2"), highest_level=4, accessible=("deaf",))
    assert SelectionRules.read(rules.plain()) == rules


def test_only_an_operator_makes_or_changes_a_bank():
    bank = factories.bank()
    with pytest.raises(NotAllowed):
        create_bank(actor=factories.teacher(), slug="x", name="X", purpose="training")
    with pytest.raises(NotAllowed):
        change_bank(actor=factories.teacher(), bank=bank, name="X", rules=SelectionRules())
    bank.refresh_from_db()
    assert bank.name == "College"


def test_a_short_name_serves_once():
    factories.bank("college")
    with pytest.raises(BankError, match="college"):
        factories.bank("college")


def test_what_another_bank_released_can_be_kept_out_with_its_enemies():
    first, leaked = factories.item(1, title="A"), factories.item(3, title="C")
    factories.accepted(first, leaked)
    other = factories.bank("other", excluded=(leaked.id,))
    freeze_release(actor=factories.operator(), bank=other)
    factories.accepted(
        factories.item(2, title="B", enemies=(first.id,)),
        factories.item(4, title="D", enemies=(factories.uuid(9),)),
        factories.item(5, title="E"),
    )
    factories.accepted(factories.item(3, title="C", enemies=(factories.uuid(5),)))
    rules = {"excluded_banks": ("other",), "excluded": (leaked.id,)}
    assert titles(**rules) == ["B", "D", "E"]
    assert titles("lycee", **rules, without_enemies=True) == ["D"]
