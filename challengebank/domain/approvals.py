"""Proposing a release, and the second person's approval."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import record
from accounts.models import User
from challengebank.domain.candidates import Candidate, read_candidate, refuse_the_same
from challengebank.enums import Purpose
from challengebank.errors import BankError
from challengebank.models import Approval, Bank, Proposal
from challengebank.rules import require_operator


@transaction.atomic
def propose_release(*, actor: User, bank: Bank, notes: str = "", force: bool = False) -> Proposal:
    """Put the candidate as it stands now before another operator. A later proposal takes the place of this one."""
    require_operator(actor)
    candidate = read_candidate(bank)
    if not force:
        refuse_the_same(candidate)
    proposal = Proposal.objects.create(
        bank=bank,
        fingerprint=candidate.fingerprint(),
        count=len(candidate.items),
        notes=notes,
        created_at=timezone.now(),
        created_by=actor,
    )
    record(actor=actor, act="propose release", subject=f"bank:{bank.slug}", fingerprint=proposal.fingerprint)
    return proposal


@transaction.atomic
def approve_release(*, actor: User, proposal: Proposal) -> Approval:
    """Agree that the proposed candidate goes out. BankError from its proposer, or when the bank changed since."""
    require_operator(actor)
    bank = Bank.objects.select_for_update().get(pk=proposal.bank_id)
    if proposal.created_by_id == actor.pk:
        raise BankError(_("You proposed this release: another operator must approve it."))
    if Approval.objects.filter(proposal=proposal).exists():
        raise BankError(_("This release is already approved."))
    if bank.proposals.first() != proposal or read_candidate(bank).fingerprint() != proposal.fingerprint:
        raise BankError(_("The bank changed since this release was proposed: propose it again."))
    approval = Approval.objects.create(proposal=proposal, created_at=timezone.now(), created_by=actor)
    record(actor=actor, act="approve release", subject=f"bank:{bank.slug}", fingerprint=proposal.fingerprint)
    return approval


def approval_of(bank: Bank, candidate: Candidate) -> Approval | None:
    """The approval that this candidate goes out under; certification without one is a BankError."""
    waiting = Approval.objects.filter(proposal__bank=bank, releases=None)
    exactly = waiting.filter(proposal__fingerprint=candidate.fingerprint()) if waiting.exists() else waiting
    approval = exactly.order_by("-pk").first()
    if approval is None and bank.purpose == Purpose.CERTIFICATION:
        raise BankError(
            _("A certification release goes out once another operator has approved exactly this content: propose it.")
        )
    return approval
