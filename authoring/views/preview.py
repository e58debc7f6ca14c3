"""The draft as a pupil sees it: in the panel beside the form, where it can be answered, and in the history."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from pydantic import JsonValue
from wagtail.snippets.views import snippets
from wagtail.utils.decorators import xframe_options_sameorigin_override

from authoring.models import Tutorial, Writing
from authoring.places import Note
from authoring.queries import accepted_as_it_is
from authoring.views.report import Report, report_on
from challengebank.player import TutorialLink, play
from challengebank.player.drawing import TEMPLATES
from items.document import Document, Item
from items.markdown import to_html
from items.scoring import Score


def file_url(sha256: str) -> str:
    """Where an author's browser gets a file."""
    return reverse("authoring:file", args=[sha256])


def show(request: HttpRequest, draft: Writing, *, own: bool = True) -> HttpResponse:
    """The draft in the player; a posted answer is scored; a draft that is not finished says what is missing.

    To its authors (`own`) the answer tests show below.
    """
    report = report_on(draft, request.user)
    shown = report.shown
    if shown is None:
        return render(request, "authoring/unfinished.html", {"draft": draft, "report": report})
    if isinstance(shown, Item):
        return _played(request, shown, report if own else None)
    body = mark_safe(to_html(shown.body, asset_url=file_url))  # noqa: S308 - the sanitizer made it
    context = {"document": shown, "body": body, "files": _files(shown)}
    return render(request, "authoring/tutorial.html", context)


def _played(request: HttpRequest, item: Item, report: Report | None) -> HttpResponse:
    """The player alone, or with the report, its author's answer ready to be kept as a test."""
    context: dict[str, Any] = {"report": report}

    def remember(answer: JsonValue, score: Score) -> None:
        context["last"] = orjson.dumps({"answer": answer, "thousandths": score.thousandths, "note": ""}).decode()

    return play(
        request,
        item,
        asset_url=file_url,
        seed="preview",
        tutorials=_tutorials(item),
        template="authoring/preview.html" if report else f"{TEMPLATES}/page.html",
        context=context,
        on_answer=remember,
    )


def _tutorials(item: Item) -> dict[str, TutorialLink]:
    named = (*item.tutorials.understand, *item.tutorials.further)
    found = Tutorial.objects.filter(uuid__in=named)
    edit = Tutorial.snippet_viewset.get_url_name("inspect")
    return {str(tutorial.uuid): TutorialLink(str(tutorial), reverse(edit, args=[tutorial.pk])) for tutorial in found}


def _files(document: Document) -> list[tuple[str, str]]:
    return [(attachment.label, file_url(attachment.asset)) for attachment in document.attachments]


class InPanel:
    """The frame beside the form: Wagtail posts the form to the address, the player posts answers to the frame's own."""

    @method_decorator(xframe_options_sameorigin_override)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(self._get_form_data(self._get_form_state()))  # type: ignore[attr-defined]
        if not self.validate_form(form):  # type: ignore[attr-defined]
            return self.error_response()  # type: ignore[attr-defined, no-any-return]
        form.save(commit=False)
        return show(request, form.instance)

    @method_decorator(xframe_options_sameorigin_override)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answered = "in_preview_panel" in request.GET
        return self.get(request) if answered else super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class PreviewOnCreate(InPanel, snippets.PreviewOnCreateView):
    """While writing a new draft."""


class PreviewOnEdit(InPanel, snippets.PreviewOnEditView):
    """While editing a draft."""


class RevisionView(snippets.PreviewRevisionView):
    """A revision of the past."""

    http_method_names = ("get", "post")

    @method_decorator(xframe_options_sameorigin_override)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return show(request, self.revision_object)

    post = get


class Check:
    """The notes on what is in the form now, for the browser to show beside the fields; and is it accepted as it is."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not self.validate_form(form):
            return JsonResponse({"notes": None})
        form.save(commit=False)
        report = report_on(form.instance, request.user)
        accepted = accepted_as_it_is(form.instance, report.document)
        return JsonResponse({"notes": [plain(note) for note in report.notes], "accepted": accepted})


class CheckOnCreate(Check, snippets.PreviewOnCreateView):
    """While writing a new draft."""


class CheckOnEdit(Check, snippets.PreviewOnEditView):
    """While editing a draft."""


def plain(note: Note) -> dict[str, Any]:
    """A note as the browser reads it."""
    return {"severity": note.severity, "path": note.path, "field": note.field, "text": note.text, "hint": note.hint}
