"""What every screen of the review desk shares."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from review.enums import Round
from review.models import Review
from review.queries import Access, access_to
from review.rules import reviews


class RemarkAction(NamedTuple):
    """A button on a remark: what it says, and the address that it posts to."""

    label: str
    url: str


class Way(NamedTuple):
    """A link of the page of a review: what it says, and the address it leads to."""

    label: str
    url: str


class DeskView(WagtailAdminTemplateMixin, View):
    """A screen for those whom `allowed` lets in; anybody else gets 403."""

    header_icon = "clipboard-list"
    reserved = _("This page is for reviewers.")
    breadcrumbs_items = (
        {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse_lazy("reviews:queue"), "label": _("Reviews")},
    )

    def allowed(self) -> bool:
        """Whether this person may be here: a reviewer, unless a screen says otherwise."""
        return reviews(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.allowed():
            return render(request, "review/forbidden.html", {"reserved": self.reserved}, status=403)
        return super().dispatch(request, *args, **kwargs)

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """The screen with more context."""
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs()]

    def crumbs(self) -> list[dict[str, Any]]:
        """The path below the queue."""
        return [{"url": "", "label": self.get_page_title()}]


class OneReview(DeskView):
    """A screen about one review, for those it concerns."""

    reserved = _(
        "This review is for its reviewers, its author and the chief reviewers. Nothing of it is shown to others."
    )
    review: Review
    access: Access

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.review = get_object_or_404(Review.objects.select_related("version", "policy"), pk=kwargs["pk"])
        self.access = access_to(self.review, request.user)

    def allowed(self) -> bool:
        return bool(self.access)

    def get_page_title(self) -> str:
        return self.review.version.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            review=self.review,
            version=self.review.version,
            access=self.access,
            arbitrates=self.review.running and self.review.round == Round.ARBITRATION,
            **kwargs,
        )
