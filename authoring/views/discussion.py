"""The discussion of a challenge: a page, and a panel beside the form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.side_panels import BaseSidePanel

from accounts.models import User
from authoring.domain import post_message, read_discussion, withdraw_message
from authoring.errors import AuthoringError
from authoring.models import Challenge
from authoring.queries.discussion import thread, to_name, unheard
from authoring.views.submitting import DraftView

FRAGMENT = "authoring/thread.html"


def thread_context(challenge: Challenge, reader: User) -> dict[str, Any]:
    """What the thread shows."""
    name = Challenge.snippet_viewset.get_url_name("discussion")
    return {
        "posts": thread(challenge),
        "people": to_name(challenge, reader),
        "reader": reader,
        "discussion_url": reverse(name, args=[challenge.pk]),
    }


class DiscussionView(DraftView):
    """Reading, saying, taking back. A script that asks for the thread alone gets it alone."""

    page_title = _("Discussion")
    template_name = "authoring/discussion.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The thread; it is read now."""
        read_discussion(reader=request.user, challenge=self.draft)
        return self.show()

    def show(self, status: int = 200) -> HttpResponse:
        """The page, or the thread alone."""
        context = thread_context(self.draft, self.request.user) | {"text": self.request.POST.get("text", "")}
        if self.alone:
            return render(self.request, FRAGMENT, context, status=status)
        return self.render_to_response(self.get_context_data(**context), status=status)

    @property
    def alone(self) -> bool:
        """Whether a script asks."""
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say something, or take back what one said."""
        try:
            self.act(request)
        except AuthoringError as error:
            messages.error(request, str(error))
            return self.show(status=422)
        request.POST = request.POST.copy()
        request.POST.pop("text", None)
        return self.show() if self.alone else redirect(self.url("discussion"))

    def act(self, request: HttpRequest) -> None:
        """The verb asked for."""
        if said := request.POST.get("withdraw"):
            post = get_object_or_404(self.draft.posts, pk=said if said.isdecimal() else None)
            withdraw_message(actor=request.user, post=post)
        else:
            post_message(actor=request.user, challenge=self.draft, text=request.POST.get("text", ""))


class DiscussionPanel(BaseSidePanel):
    """The thread beside the form, with the number of messages not read yet."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Discussion")
        icon_name = "comment"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            count = unheard(self.panel.object, self.panel.request.user)
            return {**super().get_context_data(parent_context), "count": count}

    name = "discussion"
    title = _("Discussion")
    template_name = "authoring/discussion_panel.html"
    order = 350

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        token = get_token(self.request)  # panels are drawn without the request
        return {**context, **thread_context(self.object, self.request.user), "csrf_token": token}
