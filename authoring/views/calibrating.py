"""Planting a challenge whose flaws are known: its chief reviewer says which, and it goes to the reviewers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from authoring.views.report import report_on
from authoring.views.submitting import DraftView
from items.criteria import criteria_of
from review.domain import plant_calibration
from review.errors import ReviewError
from review.rubric import Criterion, criteria


class CalibrateView(DraftView):
    """Choose the criteria that deserve the lowest grade, then plant."""

    page_title = _("Plant as a calibration")
    template_name = "authoring/calibrate.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The criteria, or what is missing."""
        draft = self.draft.get_latest_revision_as_object()
        report = report_on(draft, request.user)
        asked: list[Criterion] = criteria(criteria_of(report.document)) if report.document else []
        context = self.get_context_data(draft=draft, report=report, criteria=asked, edit_url=self.url("edit"))
        return self.render_to_response(context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Plant it; the draft itself stays a draft."""
        document = report_on(self.draft.get_latest_revision_as_object(), request.user).document
        if document is None:
            return self.get(request, pk)
        try:
            plant_calibration(actor=request.user, document=document, flaws=request.POST.getlist("flaw"))
        except ReviewError as error:
            messages.error(request, str(error))
            return redirect(self.url("calibrate"))
        messages.success(request, gettext("It is in the queue. Only chief reviewers know what it is."))
        return redirect("reviews:calibrations")
