"""A job while it runs: its progress, its end, and what one may do about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from challengebank.domain import cancel_job, restart_job
from challengebank.errors import BankError
from challengebank.models import Job
from challengebank.views.base import Crumb, OperatorView, bank_crumb


class OneJob(OperatorView):
    """A screen about one job."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.job = get_object_or_404(Job.objects.select_related("bank", "created_by"), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        titles = {
            Job.Kind.RELEASE: _("Release of “%(name)s”"),
            Job.Kind.EXAM: _("Exam forms of “%(name)s”"),
        }
        return titles[self.job.kind] % {"name": self.job.bank.name}

    def crumbs(self) -> list[Crumb]:
        return [bank_crumb(self.job.bank), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(job=self.job, bank=self.job.bank, **kwargs)


class JobPage(OneJob):
    """How far the job is; once it is done, its result."""

    template_name = "challengebank/job.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.job.state != Job.State.DONE:
            return self.show()
        if self.job.kind == Job.Kind.EXAM:
            return redirect("banks:exam", self.job.bank.slug)
        messages.success(request, _("Release %(number)s is made and proved.") % self.job.result)
        return redirect("banks:release_page", self.job.bank.slug, self.job.result["number"])


class JobState(OneJob):
    """The part of a job's page that is fetched again and again."""

    template_name = "challengebank/job_state.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        response = self.render_to_response({"job": self.job})
        if not self.job.alive:
            response.headers["X-Ended"] = reverse("banks:job", args=[pk])
        return response


class CancelJob(OneJob):
    """Stop a job."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """At its next step."""
        cancel_job(actor=request.user, job=self.job)
        return redirect("banks:job", pk)


class RestartJob(OneJob):
    """Start a dead, failed or cancelled job again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As a new job."""
        try:
            return redirect("banks:job", restart_job(actor=request.user, job=self.job).pk)
        except BankError as error:
            messages.error(request, str(error))
            return redirect("banks:job", pk)
