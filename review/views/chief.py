"""The chief reviewers' screens: who could review what, and the policies."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from challengebank.errors import NotAllowed
from review.domain import assign_reviews, set_policy
from review.errors import ReviewError
from review.forms import PolicyForm
from review.models import Review, ReviewPolicy
from review.queries import agreements, figures, plan, reviewers
from review.rubric import criteria
from review.rules import heads_reviews
from review.views.base import DeskView

PAIR = re.compile(r"(\d{1,18}):(\d{1,18})$")


class ChiefView(DeskView):
    """A screen for chief reviewers."""

    reserved = gettext_lazy("This page is for chief reviewers.")

    def allowed(self) -> bool:
        return heads_reviews(self.request.user)


class PlanPage(ChiefView):
    """A fair proposal for every free place, and why nobody fits where there is none."""

    template_name = "review/plan.html"
    page_title = gettext_lazy("Propose reviewers")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the proposal."""
        return self.show(proposals=plan())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Propose the places that stayed ticked; all or none."""
        pairs = [
            (int(found[1]), int(found[2])) for value in request.POST.getlist("place") if (found := PAIR.match(value))
        ]
        reviews = Review.objects.in_bulk({review for review, _person in pairs})
        people = {person.pk: person for person in reviewers()}
        places = [(reviews[r], people[p]) for r, p in pairs if r in reviews and p in people]
        try:
            seats = assign_reviews(actor=request.user, places=places)
        except (ReviewError, NotAllowed) as error:
            messages.error(request, str(error))
        else:
            said = ngettext("%(count)s place is proposed.", "%(count)s places are proposed.", len(seats))
            messages.success(request, said % {"count": len(seats)})
        return redirect("reviews:plan")


class Policies(ChiefView):
    """Every policy, past, present and to come; a change is a new one."""

    template_name = "review/policies.html"
    page_title = gettext_lazy("Review policies")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them with the form of a new one."""
        return self.show(policies=self.policies(), form=PolicyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set a policy, or show what is wrong."""
        form = PolicyForm(request.POST)
        if form.is_valid():
            try:
                set_policy(actor=request.user, **form.cleaned_data)
            except ReviewError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The policy is set. Reviews already open keep theirs."))
                return redirect("reviews:policies")
        return self.show(status=422, policies=self.policies(), form=form)

    def policies(self) -> list[ReviewPolicy]:
        """All of them, with their criteria in words."""
        policies = list(ReviewPolicy.objects.select_related("created_by"))
        for policy in policies:
            policy.rubric = [(c.label, c.slug in policy.critical) for c in criteria(policy.criteria)]
        return policies


class FiguresPage(DeskView):
    """A reviewer's own figures; everybody's and the agreement of all for chief reviewers."""

    template_name = "review/figures.html"
    page_title = gettext_lazy("Quality of reviews")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        chief = heads_reviews(request.user)
        people = list(reviewers()) if chief else [request.user]
        found = figures(people)
        lines = [(person, found[person.pk]) for person in people if found[person.pk].verdicts]
        return self.show(lines=lines, chief=chief, agreements=self.agreements() if chief else [])

    def agreements(self) -> list[dict[str, Any]]:
        """Krippendorff's alpha by criterion, in words."""
        found = agreements()
        labels = criteria(line.slug for line in found)
        return [{"criterion": c, "reviews": a.reviews, "alpha": a.alpha} for c, a in zip(labels, found, strict=True)]
