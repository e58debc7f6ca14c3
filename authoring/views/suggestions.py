"""From the page of a review to the draft: the way there, and the button that puts a suggestion into it."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from authoring.domain import apply_suggestion
from authoring.enums import State
from authoring.errors import AuthoringError, Locked
from authoring.queries import draft_of
from authoring.rules import may_edit
from authoring.templatetags.authoring_tags import edit_url
from review.errors import ReviewError
from review.models import Comment, Review
from review.views.base import RemarkAction, Way


class ApplySuggestion(View):
    """One click; nobody else learns whether a remark exists."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, remark: int) -> HttpResponse:
        """Apply it, or say why not, and go back to the review, where it is said."""
        comment = get_object_or_404(Comment.objects.select_related("review__version"), pk=remark)
        try:
            draft = apply_suggestion(actor=request.user, comment=comment)
        except (AuthoringError, ReviewError, Locked) as error:
            messages.error(request, str(error))
        except PermissionDenied as error:
            raise Http404 from error
        else:
            there = messages.button(edit_url(draft), _("See the draft"))
            messages.success(request, _("The suggestion is in your draft."), buttons=[there])
        return redirect("reviews:review", comment.review_id)


def way_to_draft(request: HttpRequest, review: Review) -> Way | None:
    """“Correct the draft”, or just to it, for those who may edit it now."""
    draft = draft_of(review.version)
    if draft is None or draft.closed or not may_edit(request.user, draft):
        return None
    return Way(_("Correct the draft") if draft.state == State.RETURNED else _("See the draft"), edit_url(draft))


def offer_to_apply(request: HttpRequest, review: Review) -> Callable[[Comment], RemarkAction | None]:
    """“Apply”, on the suggestions not resolved yet, for those who may edit the draft now."""
    draft = draft_of(review.version)
    open_to_me = draft is not None and may_edit(request.user, draft) and not draft.closed

    def action(remark: Comment) -> RemarkAction | None:
        if not open_to_me or not remark.suggestion or remark.resolved_at:
            return None
        return RemarkAction(_("Apply"), reverse("authoring:apply_suggestion", args=[remark.pk]))

    return action
