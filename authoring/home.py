"""The home page of each role: its own work first."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from accounts.roles import administers
from authoring.models import Challenge, Tutorial
from authoring.queries import desk_of, holes, written_by
from authoring.rules import writes_at_all
from authoring.tours import tours_of
from authoring.translations import stale_translations
from challengebank.enums import Duration, Purpose
from challengebank.queries import (
    WantedPlace,
    approved_proposals,
    proposals_for,
    wanted_places,
    with_counts,
    with_last_release,
)
from challengebank.rules import operates
from frameworks.models import Discipline
from items.types import LABELS
from review.queries import Tab, queue_for, short_of_people
from review.rules import heads_reviews, reviews

SHOWN = 5


class Panel(Component):
    """A part of the home page. `title` names it."""

    order = 100


class WriterPanel(Panel):
    """What a writer writes, what came back, what was accepted."""

    template_name = "authoring/home/writer.html"
    order = 20

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        own = stale_translations(user).filter(pk__in=written_by(Challenge, user).values("pk"))
        return {
            "desk": desk_of(user),
            "stale": own.only("pk", "title", "locale").order_by("title")[:SHOWN],
            "challenges": Challenge.snippet_viewset,
            "tutorials": Tutorial.snippet_viewset,
        }


class HolesPanel(Panel):
    """Where challenges are missing, each hole a blank form already aligned."""

    template_name = "authoring/home/holes.html"
    order = 30

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        own = (request.user.disciplines or [""])[0]
        discipline = request.GET.get("discipline", own)
        rows, disciplines = holes(discipline), Discipline.objects.all()
        return {
            "discipline": discipline,
            "disciplines": disciplines,
            "rows": rows,
            "levels": [level for level, _count in rows[0].cells] if rows else [],
            "wanted": [
                (place, _asked(place, disciplines))
                for place in wanted_places(disciplines=request.user.disciplines, limit=SHOWN)
            ],
        }


def _asked(place: WantedPlace, disciplines: Iterable[Discipline]) -> str:
    """The type, duration, discipline and purpose that a call asks for, where it does, in words."""
    kind, duration = LABELS.get(place.item_type, ""), Duration(place.duration).label if place.duration else ""
    names = [discipline.name for discipline in disciplines if discipline.slug == place.discipline]
    secret = Purpose.CERTIFICATION.label if place.bank.purpose == Purpose.CERTIFICATION else ""
    return ", ".join(str(word) for word in (kind and gettext(kind), duration, *names, secret) if word)


class ReviewerPanel(Panel):
    """What awaits a reviewer."""

    template_name = "authoring/home/reviewer.html"
    order = 10

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        parts = [(tab, title, queue_for(user, tab, size=SHOWN)) for tab, title in QUEUES]
        return {"parts": parts, "short": short_of_people() if heads_reviews(user) else 0}


QUEUES = ((Tab.MINE, _("My reviews")), (Tab.CLAIM, _("To claim")))


class OperatorPanel(Panel):
    """Banks and their last releases."""

    template_name = "authoring/home/operator.html"
    order = 10

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        reader = parent_context["request"].user
        return {
            "banks": with_counts(with_last_release().order_by("name")[:20]),
            "proposals": proposals_for(reader)[:SHOWN],
            "approved": approved_proposals()[:SHOWN],
        }


class PeoplePanel(Panel):
    """Where an administrator begins."""

    template_name = "authoring/home/people.html"
    order = 10


class TourPanel(Panel):
    """The first steps of each role, until their reader has had enough of them."""

    template_name = "authoring/home/tour.html"
    order = 5

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        reader = parent_context["request"].user
        return {"reader": reader, "tours": tours_of(reader)}


def panels_for(request: HttpRequest) -> list[Panel]:
    """The panels of a person's roles."""
    user = request.user
    shown: list[Panel] = [TourPanel()] if tours_of(user) else []
    if reviews(user):
        shown.append(ReviewerPanel())
    if operates(user):
        shown.append(OperatorPanel())
    if administers(user):
        shown.append(PeoplePanel())
    if writes_at_all(user):
        shown += [WriterPanel(), HolesPanel()]
    return sorted(shown, key=lambda panel: panel.order)
