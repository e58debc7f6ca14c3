"""What is recalled goes out no more, engines are told, and their silence is told to operators, once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from challengebank.domain import (
    acknowledge_recall,
    escalate_recalls,
    freeze_release,
    recall_item,
    recall_version,
    register_engine,
    revoke_keys,
)
from challengebank.errors import BankError, NotAllowed
from challengebank.models import Identity, Version
from challengebank.queries import select
from challengebank.queries.recalls import concerned, recalls_of, silent, told
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    factories.accepted(factories.item(1), factories.item(2))
    bank = factories.bank()
    freeze_release(actor=factories.operator(), bank=bank)
    return bank


def version(number=1) -> Version:
    return Version.objects.filter(identity=factories.uuid(number)).latest("number")


def recalled(number=1, **options):
    return recall_version(actor=factories.operator(), version=version(number), reason="Wrong key.", **options)


def recalled_item(number=1):
    identity = Identity.objects.get(pk=factories.uuid(number))
    return recall_item(actor=factories.operator(), identity=identity, reason="Leaked.")


def selected(bank) -> list[str]:
    return [str(v.identity_id) for v in select(bank)]


def test_after_a_version_the_one_before_comes_back_and_a_corrected_one_goes_out(bank):
    factories.accepted(factories.item(1, title="Second"))
    recalled()
    assert [v.number for v in select(bank).filter(identity=factories.uuid(1))] == [1]
    factories.accepted(factories.item(1, title="Third"))
    assert [v.number for v in select(bank).filter(identity=factories.uuid(1))] == [3]


def test_an_item_never_comes_back_in_any_version(bank):
    recall = recalled_item()
    factories.accepted(factories.item(1, title="Second"))
    assert selected(bank) == [factories.uuid(2)]
    assert (told(recall)["item"], told(recall)["number"]) == (factories.uuid(1), None)
    assert list(recalls_of([bank])) == [recall]


def test_nothing_is_recalled_twice_without_reason_or_by_a_stranger(bank):
    with pytest.raises(BankError):
        recall_version(actor=factories.operator(), version=version(), reason=" ")
    with pytest.raises(NotAllowed):
        recall_item(actor=factories.teacher(), identity=version().identity, reason="x")
    recalled()
    with pytest.raises(BankError):
        recalled()
    recalled_item()
    with pytest.raises(BankError):
        recalled_item()
    recalled_item(2)
    with pytest.raises(BankError):
        recalled(2)


def test_what_was_never_accepted_is_not_recalled(bank):
    factories.frozen(factories.item(9))
    with pytest.raises(BankError):
        recalled(9)
    with pytest.raises(BankError):
        recalled_item(9)


def test_engines_of_the_banks_that_released_it_answer_and_the_silent_are_told_to_operators_once(
    bank, monkeypatch, django_capture_on_commit_callbacks
):
    good, _key = register_engine(actor=factories.operator(), name="good", banks=[bank])
    register_engine(actor=factories.operator(), name="mute", banks=[bank])
    register_engine(actor=factories.operator(), name="elsewhere", banks=[])
    gone, _key = register_engine(actor=factories.operator(), name="gone", banks=[bank])
    revoke_keys(actor=factories.operator(), engine=gone)
    recall = recalled(urgency="immediate")
    acknowledge_recall(engine=good, recall=recall)
    assert [[e.name for e in found] for found in (concerned(recall), silent(recall))] == [["good", "mute"], ["mute"]]
    assert escalate_recalls() == []
    later = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("escalate_recalls")
    assert [(m.to, "- mute\n" in m.body, "- good" in m.body) for m in mail.outbox] == [
        (["olga@ecole.example"], True, False)
    ]
    assert escalate_recalls() == []
