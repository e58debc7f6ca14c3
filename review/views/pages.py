"""The page of a review: what it shows depends on who looks and when."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from pydantic import JsonValue
from wagtail import hooks

from challengebank.player import render
from items.document import Item
from items.markdown import to_html
from review.domain import read_notices, see_key, start_reading
from review.forms import CommentForm, HandOverForm, ReasonForm, VerdictForm
from review.models import Assignment, Comment
from review.queries import OpenedVerdict, dossier_of, places_for, reasons_for, threads_for
from review.views.base import OneReview, Way


class ReviewPage(OneReview):
    """A judge answers, then judges; those who judged, the author and the chief reviewers follow; others may claim."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the screen of the moment."""
        read_notices(reader=request.user, review=self.review)
        seat = self.access.seat
        if seat is None or seat.state == "proposed":
            return self.claim_screen() if self.access.claimable or seat else self.status_screen()
        return self.verdict_screen() if seat.answered_at or not self.item else self.pupil_screen()

    @property
    def item(self) -> Item | None:
        """The challenge under review; None for a tutorial, which nobody answers."""
        document = self.review.version.parsed()
        return document if isinstance(document, Item) else None

    def claim_screen(self) -> HttpResponse:
        """What it is about, and nothing of its content."""
        self.template_name = "review/claim.html"
        return self.show(leaving=HandOverForm(person=self.request.user))

    def pupil_screen(self, written: JsonValue = None) -> HttpResponse:
        """The challenge as a pupil meets it. The clock starts. `written` is a text that the pupil now assesses."""
        start_reading(reviewer=self.request.user, review=self.review)
        self.template_name = "review/pupil.html"
        address = reverse("reviews:answer", args=[self.review.pk])
        return self.show(player=self.player(answer=written, action=address), address=address)

    def verdict_screen(self, form: VerdictForm | None = None, status: int = 200) -> HttpResponse:
        """The dossier on one side, the rubric on the other."""
        if not self.item:
            start_reading(reviewer=self.request.user, review=self.review)
        self.template_name = "review/verdict.html"
        opened = reasons_for(self.review, self.request.user)
        return self.show(
            status=status,
            form=form or VerdictForm(review=self.review, initial=first_thoughts(opened)),
            leaving=HandOverForm(person=self.request.user),
            opened=opened,
            remarks=threads_for(self.review, self.request.user),
            remarking=CommentForm(document=self.review.version.parsed()),
            **self.dossier(self.access.seat),
        )

    def status_screen(self, **context: Any) -> HttpResponse:
        """Where the review stands, with what may be read of it."""
        self.template_name = "review/status.html"
        dossier = self.dossier() if self.access.sees_key else {}
        opened = reasons_for(self.review, self.request.user)
        places = places_for(self.review, self.request.user)
        return self.show(
            opened=opened,
            remarks=self.remarks(),
            places=places,
            ways=self.ways(),
            withdrawing=ReasonForm(),
            **{**dossier, **context},
        )

    def ways(self) -> list[Way]:
        """Where applications above this one lead from here."""
        found = [way(self.request, self.review) for way in hooks.get_hooks("register_review_ways")]
        return [way for way in found if way]

    def remarks(self) -> list[Comment]:
        """The threads, each with the `actions` (RemarkAction) that applications above this one offer on it."""
        remarks = threads_for(self.review, self.request.user)
        offers = [offer(self.request, self.review) for offer in hooks.get_hooks("register_remark_actions")]
        for remark in remarks:
            remark.actions = [action for offer in offers if (action := offer(remark))]
        return remarks

    def dossier(self, seat: Assignment | None = None) -> dict[str, Any]:
        """What the templates show of the document, its key included."""
        dossier = dossier_of(self.review, self.request.user)
        item = self.item
        context: dict[str, Any] = {"dossier": dossier, "facts": [fact for fact in dossier.facts if fact[1]]}
        if item is None:
            return context | {"body": SafeString(to_html(dossier.document.body, asset_url=self.asset_url))}
        if seat and seat.answer is not None:
            context |= {"answered": self.player(answer=seat.answer, prefix="mine-"), "seat": seat}
        if dossier.right_answer is not None:
            context["expected"] = self.player(answer=dossier.right_answer, prefix="key-")
        return context

    def player(self, *, answer: JsonValue = None, prefix: str = "", action: str = "") -> SafeString:
        """The challenge to answer, when there is an address for that; or answered, with its result."""
        item = self.item
        return render(
            item,
            asset_url=self.asset_url,
            language=get_language() or item.locale,
            prefix=prefix,
            answer=answer,
            score=item.content.score(answer) if answer is not None and not action else None,
            action=action,
            csrf_token=get_token(self.request) if action else "",
            seed=str(self.request.user.pk),
        )

    @property
    def asset_url(self) -> Any:
        """The address of a file of the document, for those who may see this review."""
        return partial(file_url, self.review.pk)


def file_url(pk: int, sha256: str) -> str:
    """The address of one file of a version under review."""
    return reverse("reviews:file", args=[pk, sha256])


def first_thoughts(opened: Sequence[OpenedVerdict]) -> dict[str, Any]:
    """What a person who judges again put in the rubric before: only what changed is then to be said again."""
    own = next((each.verdict.criteria for each in opened if each.own), {})
    grades = {f"grade_{slug}": line["grade"] for slug, line in own.items()}
    return grades | {f"remark_{slug}": line["comment"] for slug, line in own.items()}


class ChiefPage(ReviewPage):
    """A chief reviewer asks to see the whole document, on the record."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page without the key: seeing it is an act."""
        return self.status_screen()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record the act, and show."""
        see_key(actor=request.user, review=self.review)
        return self.status_screen(**self.dossier())
