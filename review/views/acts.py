"""What people do to a review: each act is one verb, and comes back to the page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from challengebank.player import read_answer
from review.domain import (
    add_comment,
    answer_as_pupil,
    answer_comment,
    claim_review,
    decline_review,
    hand_over,
    record_verdict,
    resolve_comment,
    withdraw_review,
)
from review.enums import Round
from review.errors import NotIndependent, ReasonMissingError, ReviewError
from review.forms import CommentForm, HandOverForm, ReasonForm, VerdictForm
from review.models import Comment, Review, Verdict
from review.views.base import OneReview
from review.views.pages import ReviewPage

TIED = gettext_lazy("Nothing was done: who judges it is independent of its authors, and has had no place in it before.")
"""Without the reason, which may say who an author is to somebody who must not know."""


class Act(OneReview):
    """One verb, called by a form."""

    http_method_names = ("post",)

    def done(self, verb: Callable[..., Any], said: str, then: str = "", **arguments: Any) -> HttpResponse:
        """Do it, say so or say why not, and go back."""
        try:
            verb(review=self.review, **arguments)
        except NotIndependent:
            messages.error(self.request, TIED)
        except ReviewError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, said)
            if then:
                return redirect(then)
        return redirect("reviews:review", self.review.pk)


class Claim(Act):
    """Take a free place, or accept the proposed one."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.done(claim_review, _("This review is yours."), reviewer=request.user)


class Answer(ReviewPage):
    """The answer as a pupil, or none."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the answer once; an extended text is first written, then assessed beside its model."""
        item = self.item
        answer = read_answer(item, request.POST) if item and "skip" not in request.POST else None
        if answer is not None and item.content.type == "extended_text" and "assessed" not in request.POST:
            return self.pupil_screen(answer)
        try:
            answer_as_pupil(reviewer=request.user, review=self.review, answer=answer)
        except ReviewError as error:
            messages.error(request, str(error))
        return redirect("reviews:review", pk)


class Remark(Act):
    """A remark on a place of the document."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = CommentForm(request.POST, document=self.review.version.parsed())
        if not form.is_valid():
            messages.error(request, _("Write a remark."))
            return redirect("reviews:review", pk)
        return self.done(add_comment, _("Your remark is kept."), writer=request.user, **form.cleaned_data)


class OneRemark(OneReview):
    """An act on a remark that the person may read."""

    http_method_names = ("post",)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.comment = get_object_or_404(Comment, pk=kwargs["remark"], review=self.review)


class AnswerRemark(OneRemark):
    """An answer in a thread."""

    def post(self, request: HttpRequest, pk: int, remark: int) -> HttpResponse:
        try:
            answer_comment(writer=request.user, comment=self.comment, body=request.POST.get("body", ""))
        except ReviewError as error:
            messages.error(request, str(error))
        return redirect("reviews:review", pk)


class ResolveRemark(OneRemark):
    """A thread is closed."""

    def post(self, request: HttpRequest, pk: int, remark: int) -> HttpResponse:
        resolve_comment(actor=request.user, comment=self.comment)
        return redirect("reviews:review", pk)


class Leave(Act):
    """Give one's place back, or propose it to somebody."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = HandOverForm(request.POST, person=request.user)
        if not form.is_valid():
            messages.error(request, _("Say why."))
            return redirect("reviews:review", pk)
        values = {"reviewer": request.user, "reason": form.cleaned_data["reason"]}
        if other := form.cleaned_data["to"]:
            said = _("Your place is proposed to %(name)s.") % {"name": other}
            return self.done(hand_over, said, "reviews:queue", to=other, **values)
        return self.done(decline_review, _("Your place is free again."), "reviews:queue", **values)


class Withdraw(Act):
    """The author takes the version back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReasonForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        return self.done(withdraw_review, _("The review is withdrawn."), actor=request.user, reason=reason)


class GiveVerdict(ReviewPage):
    """The verdict: shown again with its errors, or sealed."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.access.seat
        if seat is None or (self.item and not seat.answered_at):
            return redirect("reviews:review", pk)
        form = VerdictForm(request.POST, review=self.review)
        if form.is_valid():
            try:
                verdict = record_verdict(
                    reviewer=request.user,
                    review=self.review,
                    outcome=form.cleaned_data["outcome"],
                    criteria=form.grades(),
                    comment=form.cleaned_data["comment"],
                    note=form.cleaned_data["note"],
                )
            except ReasonMissingError as error:
                form.add_error("comment", str(error))
            except NotIndependent:
                form.add_error(None, TIED)
            except ReviewError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, self.followed_by(verdict))
                return redirect("reviews:review", pk)
        return self.verdict_screen(form, status=422)

    @staticmethod
    def followed_by(verdict: Verdict) -> str:
        """What comes after it: the others' verdicts, another round, or the end."""
        review = Review.objects.get(pk=verdict.review_id)
        if verdict.round == Round.ARBITRATION:
            return _("You have decided: the review is over.")
        if not review.running:
            return _("All the verdicts are in: the review is over.")
        if review.round == verdict.round:
            return _("Your verdict is sealed. It opens with the others.")
        if review.round == Round.SECOND:
            return _("All the verdicts are in, and they do not agree: read those of the others, then judge again.")
        return _("All the verdicts are in, and they still do not agree: a chief reviewer decides.")
