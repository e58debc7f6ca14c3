"""The chief reviewers' screen of calibrations: which run, and who found the flaws."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from review.queries import calibrations
from review.views.chief import ChiefView


class Calibrations(ChiefView):
    """Every calibration, the last first; results once its review is closed, as for any other."""

    template_name = "review/calibrations.html"
    page_title = gettext_lazy("Calibrations")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        return self.show(planted=calibrations())
