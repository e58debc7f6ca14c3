"""The cards on which an author chooses the type of a new challenge, each with an example."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from authoring.blocks import CONTENT_BLOCKS

EXAMPLES: dict[str, Any] = {
    "single_choice": _("Which of these four addresses is the site’s own?"),
    "multiple_choice": _("Which of these messages break the law? Tick them all."),
    "short_text": _("Which key combination undoes the last action?"),
    "number": _("How many megabytes does this video take?"),
    "blanks": _("The … stores pages that the … displays."),
    "inline_choice": _("To reply to everybody, choose … in the list."),
    "order": _("Put the steps of a backup in order."),
    "match": _("Link each file extension to its kind of file."),
    "hotspot": _("Show on the screenshot where one sees that the page is secure."),
    "file_task": _("Open the spreadsheet: what is the mean of column C?"),
    "web_task": _("In which year did this law change? Find it on the official site."),
    "simulator": _("Set up the router so that the printer is found: which code appears?"),
    "extended_text": _("Explain to a friend why this password is weak."),
}


class Card(NamedTuple):
    """A type to choose."""

    kind: str
    label: str
    example: str
    url: str


def cards(request: HttpRequest) -> list[Card]:
    """The types in their order; what the address says already (competence, level…) goes on to the form."""
    hints = request.GET.dict()
    return [
        Card(name, gettext(str(block.label)), str(EXAMPLES[name]), "?" + urlencode({**hints, "type": name}))
        for name, block in CONTENT_BLOCKS
    ]


def choose_kind(request: HttpRequest, view: Any) -> HttpResponse:
    """The page of cards."""
    context = {**view.get_context_data(form=view.get_form()), "cards": cards(request), "side_panels": None}
    return render(request, "authoring/kinds.html", context)
