"""The queue: what awaits a reviewer, what he may claim, what he has done."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from challengebank.enums import Purpose
from frameworks.models import Competence
from items.types import LABELS
from review.forms import FilterForm
from review.queries import Tab, queue_for, tabs_of
from review.rules import heads_reviews
from review.views.base import DeskView


class Queue(DeskView):
    """One tab of the queue, a page at a time."""

    template_name = "review/queue.html"
    page_title = gettext_lazy("Reviews")

    def crumbs(self) -> list[dict[str, Any]]:
        return []

    def get_header_buttons(self) -> list[HeaderButton]:
        """What else there is: figures for all, planning and policies for chief reviewers."""
        buttons = [
            HeaderButton(gettext("Quality"), reverse("reviews:figures"), icon_name="history"),
            HeaderButton(gettext("Conflicts of interest"), reverse("reviews:conflicts"), icon_name="user"),
        ]
        if heads_reviews(self.request.user):
            buttons.append(HeaderButton(gettext("Propose reviewers"), reverse("reviews:plan"), icon_name="group"))
            buttons.append(
                HeaderButton(gettext("Calibrations"), reverse("reviews:calibrations"), icon_name="crosshairs")
            )
            buttons.append(HeaderButton(gettext("Policies"), reverse("reviews:policies"), icon_name="cogs"))
        return buttons

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the tab asked for, the reviewer's own by default."""
        tabs = tabs_of(request.user)
        tab = request.GET.get("tab")
        tab = Tab(tab) if tab in tabs else Tab.MINE
        filters = FilterForm(request.GET, choices=_choices())
        page = queue_for(request.user, tab, filters=filters.lookups(), after=request.GET.get("after", ""))
        return self.show(
            tab=tab, tabs=tabs, page=page, filters=filters, now=timezone.now(), following=self._following(page.after)
        )

    def _following(self, after: str) -> str:
        query = self.request.GET.copy()
        query["after"] = after
        return f"?{query.urlencode()}" if after else ""


def _choices() -> dict[str, list[tuple[Any, Any]]]:
    competences = Competence.objects.filter(framework__slug="crcn").order_by("code")
    return {
        "purpose": Purpose.choices,
        "competence": [(competence.code, str(competence)) for competence in competences],
        "level": [(level, level) for level in range(1, settings.VIVIER_HIGHEST_LEVEL + 1)],
        "item_type": [(kind, gettext(label)) for kind, label in LABELS.items()],
    }
