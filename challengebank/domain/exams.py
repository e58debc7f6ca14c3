"""Proving that a bank can make an exam."""

from typing import Any

from django.utils.translation import gettext as _

from challengebank.assembly import Proof, prove
from challengebank.domain.progress import SELECTING, SOLVING, Progress, silent
from challengebank.errors import BankError
from challengebank.models import Bank
from challengebank.queries.exams import exam_questions, exam_rules

MOST_FORMS = 20


def prove_exam(*, bank: Bank, forms: int = 1, progress: Progress = silent) -> Proof:
    """Prove whether so many parallel forms of the exam exist in what the bank selects now. Nothing is changed."""
    if not 1 <= forms <= MOST_FORMS:
        raise BankError(_("Ask for 1 to %(most)s forms.") % {"most": MOST_FORMS})
    progress(SELECTING, 0, 0)
    questions = exam_questions(bank)
    try:
        return prove(questions, exam_rules(bank), forms, told=lambda search: progress(SOLVING, 0, 0))
    except ValueError as error:
        raise BankError(str(error)) from None


def proof_as_json(proof: Proof) -> dict[str, Any]:
    """A proof in plain JSON values; questions by the keys of their versions."""
    return {
        "asked": proof.asked,
        "available": proof.available,
        "set_aside": proof.set_aside,
        "proved": proof.proved,
        "overlap": round(proof.overlap, 4),
        "repeats": proof.repeats,
        "forms": [[question.key for question in form] for form in proof.forms],
        "missing": [
            {"competence": m.competence, "level": m.level, "count": m.count, "available": m.available}
            for m in proof.missing
        ],
    }
