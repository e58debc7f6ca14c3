"""Proving decisions again from what they were made of."""

import hashlib
from collections.abc import Iterator

from accounts.models import AuditEvent
from challengebank.models import Decision
from review.decision import Vote, decide
from review.models import Review, Verdict


def broken_decisions() -> Iterator[tuple[Decision, str]]:
    """Each decision that does not follow from its sealed verdicts, and why. Nothing: every one holds."""
    seals = _recorded_seals()
    for decision in Decision.objects.select_related("version").order_by("pk").iterator(chunk_size=500):
        if reason := _flaw(decision, seals):
            yield decision, reason


def _recorded_seals() -> set[tuple[str, str]]:
    verdicts = AuditEvent.objects.filter(act="verdict").values_list("subject", "data__seal")
    return set(verdicts.iterator(chunk_size=5000))


def _flaw(decision: Decision, seals: set[tuple[str, str]]) -> str:
    version = decision.version
    review = Review.objects.select_related("version", "policy").filter(version=version).first()
    if review is None:
        return "no review"
    verdicts = list(review.verdicts.order_by("round", "reviewer_key"))
    checks = {
        "the document is not the one that was judged": hashlib.sha256(version.document).hexdigest() == version.digest,
        "a verdict is about other bytes": all(verdict.digest == version.digest for verdict in verdicts),
        "the evidence is not its verdicts": _evidence(decision) == [_line(verdict) for verdict in verdicts],
        "the audit trail knows other verdicts": all((review.subject, v.seal()) in seals for v in verdicts),
        "the outcome does not follow from the verdicts": _outcome(review, verdicts) == decision.outcome,
    }
    return next((reason for reason, holds in checks.items() if not holds), "")


def _line(verdict: Verdict) -> tuple[int, str, str, str]:
    return verdict.round, verdict.reviewer_key, verdict.outcome, verdict.seal()


def _evidence(decision: Decision) -> list[tuple[int, str, str, str]]:
    return [(line["round"], line["reviewer"], line["outcome"], line["seal"]) for line in decision.evidence]


def _outcome(review: Review, verdicts: list[Verdict]) -> str:
    votes = [Vote(v.outcome, v.refuses_critical) for v in verdicts if v.round == review.round]
    return decide(rule=review.policy.rule, round=review.round, places=review.places, votes=votes).value
