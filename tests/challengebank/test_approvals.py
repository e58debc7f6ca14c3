"""A certification release goes out only when a second operator approved exactly its content."""

import pytest
from django.core.management import CommandError, call_command

from accounts.domain import verify_audit
from accounts.models import AuditEvent
from challengebank.domain import approve_release, freeze_release, propose_release
from challengebank.errors import BankError, NotAllowed
from challengebank.models import Approval, Release
from tests.challengebank import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    factories.accepted(factories.item(1, purpose="certification"))
    return factories.bank("pix", purpose="certification")


def freeze(bank, **options) -> Release:
    return freeze_release(actor=factories.operator(), bank=bank, **options)


def test_certification_is_refused_without_an_approval_and_training_goes_out(bank):
    with pytest.raises(BankError, match="autre opérateur"):
        freeze(bank)
    factories.accepted(factories.item(2))
    assert freeze(factories.bank("open")).approval is None


def test_an_approved_candidate_goes_out_once_with_its_approval(bank):
    approval = factories.approved(bank)
    release = freeze(bank)
    assert release.approval == approval
    assert release.count == approval.proposal.count == 1
    with pytest.raises(BankError, match="autre opérateur"):
        freeze(bank, force=True)
    acts = list(AuditEvent.objects.order_by("sequence").values_list("act", flat=True))
    assert acts[-3:] == ["propose release", "approve release", "release"]
    assert verify_audit() is None


def test_nobody_approves_what_they_proposed(bank):
    proposal = propose_release(actor=factories.operator(), bank=bank)
    with pytest.raises(BankError, match="Vous avez proposé"):
        approve_release(actor=factories.operator(), proposal=proposal)
    with pytest.raises(NotAllowed):
        approve_release(actor=factories.teacher(), proposal=proposal)
    assert Approval.objects.count() == 0


def test_an_approval_is_worth_its_exact_content_only(bank):
    factories.approved(bank)
    factories.accepted(factories.item(2, purpose="certification"))
    with pytest.raises(BankError, match="autre opérateur"):
        freeze(bank)


def test_a_proposal_that_is_no_longer_the_candidate_cannot_be_approved(bank):
    old = propose_release(actor=factories.operator(), bank=bank)
    factories.accepted(factories.item(2, purpose="certification"))
    with pytest.raises(BankError, match="a changé depuis"):
        approve_release(actor=factories.second_operator(), proposal=old)
    new = propose_release(actor=factories.operator(), bank=bank)
    with pytest.raises(BankError, match="a changé depuis"):
        approve_release(actor=factories.second_operator(), proposal=old)
    approve_release(actor=factories.second_operator(), proposal=new)
    with pytest.raises(BankError, match="déjà approuvée"):
        approve_release(actor=factories.second_operator(), proposal=new)


def test_the_command_needs_a_second_operator_for_certification(bank, capsys):
    one, two = factories.operator().email, factories.second_operator().email
    with pytest.raises(CommandError, match="autre opérateur"):
        call_command("release_bank", "pix", by=one)
    with pytest.raises(CommandError, match="Vous avez proposé"):
        call_command("release_bank", "pix", by=one, approved_by=one)
    assert Release.objects.count() == 0
    call_command("release_bank", "pix", by=one, approved_by=two)
    assert "pix 1: 1 challenges" in capsys.readouterr().out


def test_a_bank_that_moves_during_its_release_gives_nothing(bank):
    factories.accepted(factories.item(5))
    training = factories.bank("open")

    def meddle(step: str, done: int, total: int) -> None:
        if step == "proving":
            factories.accepted(factories.item(6))

    with pytest.raises(BankError, match="a changé pendant"):
        freeze(training, progress=meddle)
    assert Release.objects.count() == 0


def test_work_that_is_stopped_leaves_nothing(bank, storages_in):
    factories.accepted(factories.item(5))
    training = factories.bank("open")

    def stop(step: str, done: int, total: int) -> None:
        if step == "publishing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        freeze(training, progress=stop)
    assert [path for path in (storages_in / "releases").rglob("*") if path.is_file()] == []
