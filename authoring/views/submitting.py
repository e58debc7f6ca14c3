"""The page where an author reads what is missing, then submits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from authoring.domain import restore_drafts, retire_drafts, submit_challenges, submit_tutorials
from authoring.domain.families import family_to_submit
from authoring.errors import AuthoringError, CannotSubmit, Locked
from authoring.models import Challenge, Tutorial
from authoring.queries import accepted_as_it_is, as_read_by
from authoring.views.report import report_on
from items.document import Document

VERBS = {Challenge: (submit_challenges, "challenges"), Tutorial: (submit_tutorials, "tutorials")}
"""What submits drafts of each kind, and the argument that takes them."""
REASON = "reason-"


class DraftView(WagtailAdminTemplateMixin, View):
    """A page about one draft; the door has been passed already."""

    model: Any = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = get_object_or_404(self.model, pk=kwargs["pk"])
        self.header_icon = self.model.snippet_viewset.icon

    def url(self, name: str) -> str:
        """The address of another page about this draft."""
        return reverse(self.model.snippet_viewset.get_url_name(name), args=[self.draft.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
            {
                "url": reverse(self.model.snippet_viewset.get_url_name("list")),
                "label": self.model._meta.verbose_name_plural.capitalize(),
            },
            {"url": self.url("edit"), "label": str(as_read_by(self.request.user, self.draft))},
            {"url": "", "label": self.page_title},
        ]


class SubmitView(DraftView):
    """Submission to review."""

    page_title = _("Submit to review")
    template_name = "authoring/submit.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What would be submitted, and what keeps it from being."""
        return self.show()

    def show(self, status: int = 200) -> HttpResponse:
        """The page."""
        draft = self.draft.get_latest_revision_as_object()
        report = report_on(draft, self.request.user)
        context = self.get_context_data(
            draft=draft,
            report=report,
            reasons=self.reasons(),
            following=self.following(),
            edit_url=self.url("edit"),
            closed=self.closed(report.document),
        )
        return self.render_to_response(context, status=status)

    def closed(self, document: Document | None) -> str:
        """Why there is nothing to submit."""
        if self.draft.closed:
            return str(self.draft.get_lock().get_message(self.request.user))
        if accepted_as_it_is(self.draft, document):
            return gettext("It is accepted as it is. Change it first: the reviewers then judge a new version.")
        return ""

    def following(self) -> list[Any]:
        """The variants that are due a new version with this challenge."""
        if not isinstance(self.draft, Challenge) or self.draft.closed:
            return []
        return family_to_submit(self.request.user, self.draft)[1:]

    def reasons(self) -> dict[str, str]:
        """The reasons written so far, by the rule that warns."""
        posted = self.request.POST.items()
        return {name.removeprefix(REASON): value for name, value in posted if name.startswith(REASON)}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Submit."""
        verb, name = VERBS[self.model]
        drafts = [self.draft, *(self.following() if "family" in request.POST else [])]
        waivers = {draft.pk: self.reasons() for draft in drafts}
        try:
            verb(actor=request.user, **{name: drafts}, waivers=waivers)
        except CannotSubmit:
            messages.error(request, gettext("Not submitted: see below what is still asked."))
            return self.show(status=422)
        except Locked as error:
            messages.error(request, str(error))
            return self.show(status=409)
        messages.success(request, gettext("Submitted. Your home page will say what the reviewers decide."))
        return redirect(self.model.snippet_viewset.get_url_name("list"))


class ChangeStateView(DraftView):
    """Retire, or bring back: asked on a page, done by a verb."""

    template_name = "authoring/confirm.html"
    question: Any = ""
    verb: Any = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask first."""
        context = self.get_context_data(question=self.question, edit_url=self.url("edit"))
        return self.render_to_response(context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        try:
            self.verb(actor=request.user, drafts=[self.draft])
        except AuthoringError as error:
            messages.error(request, str(error))
        return redirect(self.url("edit"))


class RetireView(ChangeStateView):
    """Retire."""

    page_title = _("Retire")
    question = _("Nobody will change it or submit it again. What is in the bank stays there until it is recalled.")
    verb = staticmethod(retire_drafts)


class RestoreView(ChangeStateView):
    """Bring back."""

    page_title = _("Bring back")
    question = _("It comes back as it was.")
    verb = staticmethod(restore_drafts)
