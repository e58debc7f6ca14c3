"""Can this bank make an exam? The question, and the last proof."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from challengebank.blueprint import Place
from challengebank.domain import Wanted, open_calls, start_job
from challengebank.errors import BankError
from challengebank.forms import ExamForm
from challengebank.models import Bank, Job, Version
from challengebank.queries import coverage
from challengebank.queries.exams import exam_rules
from challengebank.views.banks import OneBank
from challengebank.views.base import competence_names
from challengebank.views.calls import said_open


class Exam(OneBank):
    """Ask for parallel forms; read the last proof."""

    template_name = "challengebank/exam.html"

    def get_page_title(self) -> str:
        return _("Exam from “%(name)s”") % {"name": self.bank.name}

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.show(form=ExamForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Look for the forms in the background."""
        form = ExamForm(request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422)
        try:
            job = start_job(actor=request.user, bank=self.bank, kind=Job.Kind.EXAM, forms=form.cleaned_data["forms"])
        except BankError as error:
            messages.error(request, str(error))
            return redirect("banks:exam", slug)
        return redirect("banks:job", job.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = last_proof(self.bank)
        proof, names = job.result if job else None, competence_names(self.bank)
        return super().get_context_data(
            job=job,
            proof=proof,
            forms=_forms(proof["forms"]) if proof else [],
            missing=[(names.get(cell["competence"]), cell) for cell in proof["missing"]] if proof else [],
            overlap=round(100 * proof["overlap"]) if proof else 0,
            rules=_rules(self.bank),
            **kwargs,
        )


class CallForExam(OneBank):
    """Call writers for what the last proof says is missing."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One call a cell, for what it has now and what is to be written."""
        job = last_proof(self.bank)
        cells = job.result["missing"] if job else []
        counts = {cell.place: cell.count for row in coverage(self.bank).rows for cell in row.cells}
        places = [Place(cell["competence"], cell["level"]) for cell in cells]
        wanted = [
            Wanted(place, counts.get(place, 0) + cell["count"]) for place, cell in zip(places, cells, strict=True)
        ]
        said_open(request, open_calls(actor=request.user, bank=self.bank, places=wanted))
        return redirect("banks:calls", slug)


def last_proof(bank: Bank) -> Job | None:
    """The last proof that was made to its end."""
    return bank.jobs.filter(kind=Job.Kind.EXAM, state=Job.State.DONE).first()


def _rules(bank: Any) -> Any:
    """The exam's rules; None when the bank's own rules leave no exam possible."""
    try:
        return exam_rules(bank)
    except ValueError:
        return None


def _forms(forms: list[list[int]]) -> list[list[Version]]:
    """The questions of each form, by competence and level."""
    keys = {key for form in forms for key in form}
    versions = Version.objects.filter(pk__in=keys).defer("document").order_by("competence", "level")
    return [[version for version in versions if version.pk in set(form)] for form in forms]
