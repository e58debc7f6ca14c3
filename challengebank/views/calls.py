"""Holes of a bank, and the calls to contribute that they open."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from challengebank.domain import close_call
from challengebank.domain import open_calls as open_them
from challengebank.enums import Duration
from challengebank.forms import CallForm, type_choices
from challengebank.models import Call
from challengebank.queries import holes, open_calls
from challengebank.views.banks import OneBank
from challengebank.views.base import competence_names
from frameworks.models import Discipline


class Calls(OneBank):
    """The holes to choose among, and the calls that writers see now."""

    template_name = "challengebank/calls.html"

    def get_page_title(self) -> str:
        return _("Calls of “%(name)s”") % {"name": self.bank.name}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.holes = holes(self.bank)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.show(form=CallForm(holes=self.holes))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Open calls for the chosen holes."""
        form = CallForm(request.POST, holes=self.holes)
        if not form.is_valid():
            return self.show(form=form, status=422)
        said_open(request, open_them(actor=request.user, bank=self.bank, places=form.wanted()))
        return redirect("banks:calls", slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names, kinds, durations = competence_names(self.bank), dict(type_choices()), {"": "", **dict(Duration.choices)}
        calls = open_calls(self.bank)
        called = {call.place for call, _missing in calls}
        chosen = set(kwargs["form"]["holes"].value() or ()) | {self.request.GET.get("hole")}
        rows: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for value, cell in kwargs["form"].by_value.items():
            place = cell.place
            row = (names.get(place.competence, place.competence), kinds.get(place.type, ""), durations[place.duration])
            hole = {"value": value, "cell": cell, "called": place in called, "chosen": value in chosen}
            rows.setdefault(row, []).append(hole)
        disciplines = {discipline.slug: discipline.name for discipline in Discipline.objects.all()}
        said = [
            (call, missing, names.get(call.competence), kinds.get(call.item_type, ""), disciplines.get(call.discipline))
            for call, missing in calls
        ]
        return super().get_context_data(calls=said, holes=rows, **kwargs)


def said_open(request: HttpRequest, calls: Sequence[Call]) -> None:
    """Tell the operator how many calls writers see now."""
    count = len(calls)
    said = ngettext("%(count)s call is open: writers see it.", "%(count)s calls are open: writers see them.", count)
    messages.success(request, said % {"count": count})


class CloseCall(OneBank):
    """Writers no longer see a call."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Close it."""
        close_call(actor=request.user, call=get_object_or_404(self.bank.calls, pk=pk))
        messages.success(request, _("The call is closed."))
        return redirect("banks:calls", slug)
