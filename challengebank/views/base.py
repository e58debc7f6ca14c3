"""What every operator's screen shares."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from challengebank.models import Bank
from challengebank.rules import operates
from frameworks.models import Competence

Crumb = dict[str, Any]


class OperatorView(WagtailAdminTemplateMixin, View):
    """A screen for operators; anybody else gets 403."""

    header_icon = "folder-open-inverse"
    breadcrumbs_items = (
        {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse_lazy("banks:list"), "label": _("Banks")},
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not operates(request.user):
            return render(request, "challengebank/forbidden.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the screen."""
        return self.show()

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """The screen with more context."""
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_breadcrumbs_items(self) -> list[Crumb]:
        return [*self.breadcrumbs_items, *self.crumbs()]

    def crumbs(self) -> list[Crumb]:
        """The path below the list of banks."""
        return [{"url": "", "label": self.get_page_title()}]


def competence_names(bank: Bank) -> dict[str, str]:
    """Codes and names of the competences of a bank's framework."""
    return {c.code: str(c) for c in Competence.objects.filter(framework__slug=bank.framework)}


def bank_crumb(bank: Bank) -> Crumb:
    """The step to a bank's page."""
    return {"url": reverse("banks:bank", args=[bank.slug]), "label": bank.name}
