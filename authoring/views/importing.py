"""The page where a teacher brings an old question bank: choose, look, import, undo."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from authoring.domain import Undone, undo_import
from authoring.domain.foreign import Place, remember_places, remembered_places
from authoring.domain.import_reader import NO_COMPETENCE
from authoring.domain.import_report import ImportReport
from authoring.domain.imports import import_items
from authoring.errors import AuthoringError, Locked, NotYours
from authoring.models import Challenge, Tutorial
from authoring.queries import written_by
from authoring.rules import writes_at_all
from authoring.views.coming import questions
from frameworks.models import Competence
from frameworks.queries import open_levels
from interop.findings import RefusedFileError
from interop.importers import IMPORTERS
from interop.importers.table_template import template_csv

PLACES = {"the item": _("the item"), "end of file": _("end of file"), "text": _("text"), "file": _("file")}
"""The places of findings that are neither a line nor a name."""

LARGEST = 200_000_000
SHOWN = 200
MOST_TERMS = 40
LEVELS = frozenset("12345678")
UNDO = "authoring-last-import"
NAMES = {
    "moodle": "Moodle XML",
    "gift": "GIFT",
    "aiken": "Aiken",
    "cloze": "Cloze",
    "qti": "QTI 3.0, 2.2, 2.1, 1.2",
    "csv": "CSV",
    "xlsx": "XLSX",
    "pix": "Pix",
    "bank": "Vivier",
}


class ImportForm(forms.Form):
    """A file, and where to put what names no place."""

    file = forms.FileField(label=_("File of questions"))
    format = forms.ChoiceField(label=_("Format"), required=False)
    competence = forms.ChoiceField(label=_("Competence of those that name none"), required=False)
    level = forms.ChoiceField(label=_("Their level"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats = [(importer.name, NAMES[importer.name]) for importer in IMPORTERS]
        self.fields["format"].choices = [("", gettext("Recognise it")), *formats]  # type: ignore[attr-defined]
        self.fields["competence"].choices = [  # type: ignore[attr-defined]
            ("", gettext("None: leave them out")),
            *_competences(),
        ]
        levels = [(level.number, level.name) for level in open_levels()]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        """A file of a size that can be read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(gettext("This file is larger than 200 MB."))
        return file

    def place(self) -> Place | None:
        """Where challenges without a competence go."""
        code = self.cleaned_data["competence"]
        return Place(code, int(self.cleaned_data["level"] or 1)) if code else None


class ImportView(WagtailAdminTemplateMixin, View):
    """Import."""

    template_name = "authoring/import.html"
    page_title = _("Import questions")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not writes_at_all(request.user):
            raise NotYours
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": gettext("Home")}
        return [home, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.show(ImportForm())

    def show(self, form: ImportForm, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        made, changed = self.request.session.get(UNDO) or ((), {})
        context |= {"made": len(made), "changed": len(changed), "competences": _competences()}
        context["levels"] = form.fields["level"].choices  # type: ignore[attr-defined]
        return self.render_to_response(self.get_context_data(form=form, **context), status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look at the file, or import it."""
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        looking = "import" not in request.POST
        try:
            self._remember(request)
            report = self._read(form, looking)
        except RefusedFileError as refusal:
            return self.show(form, status=422, refusal=refusal.reason.said(gettext))
        except (AuthoringError, Locked) as error:
            return self.show(form, status=409, refusal=str(error))
        made = [] if looking else [str(uuid) for uuid in (*report.created, *report.back)]
        revisions = {} if looking else {str(uuid): pair for uuid, pair in report.revisions.items()}
        if made or revisions:
            request.session[UNDO] = (made, revisions)
        findings, unplaced = _said(report), _unplaced(report)
        context = {
            "coming": len(report.created) + len(report.back) + len(report.changed) if looking else 0,
            "findings": findings,
            "questions": questions(report, findings) if looking else (),
            "drafts": () if looking else _drafts(report, request.user),
            "unplaced": unplaced,
            "terms": self._terms(report) if looking or unplaced else (),
            "shown": SHOWN,
        }
        return self.show(form, report=report, looking=looking, **context)

    def _remember(self, request: HttpRequest) -> None:
        """Keep what the page says of categories and tags."""
        said = zip(*(request.POST.getlist(name) for name in ("term", "term_competence", "term_level")), strict=False)
        codes = {code for code, _name in _competences()}
        places = {
            term: Place(competence, int(level)) if competence in codes and level in LEVELS else None
            for term, competence, level in said
            if level
        }
        if places:
            remember_places(actor=request.user, places=places)  # type: ignore[arg-type]

    def _terms(self, report: ImportReport) -> list[dict[str, Any]]:
        """The categories and tags to say a competence for, with what was said before."""
        known = remembered_places(self.request.user)  # type: ignore[arg-type]
        return [
            {"name": term, "count": count, "place": known.get(term.casefold())}
            for term, count in report.terms.most_common(MOST_TERMS)
        ]

    def _read(self, form: ImportForm, looking: bool) -> ImportReport:
        file = form.cleaned_data["file"]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"file{''.join(Path(file.name).suffixes[-2:])}"
            with path.open("wb") as copy:
                for chunk in file.chunks():
                    copy.write(chunk)
            return import_items(
                actor=self.request.user,  # type: ignore[arg-type]
                path=path,
                format=form.cleaned_data["format"],
                place=form.place(),
                dry_run=looking,
            )


class UndoImportView(View):
    """Put in the bin what the last import made, and back what it changed."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Undo."""
        made, changed = request.session.get(UNDO) or ((), {})
        revisions = {UUID(uuid): (before, after) for uuid, (before, after) in changed.items()}
        try:
            undone = undo_import(actor=request.user, made=[*map(UUID, made)], changed=revisions)  # type: ignore[arg-type]
        except AuthoringError as error:
            messages.error(request, str(error))
        else:
            request.session.pop(UNDO, None)
            messages.success(request, " ".join(_undone(undone)))
        return redirect("authoring:import")


def _undone(undone: Undone) -> Iterator[str]:
    """What undoing did, in sentences."""
    if undone.deleted or not any(undone):
        said = ngettext(
            "%(count)d in the bin: you can bring it back.",
            "%(count)d in the bin: you can bring them back.",
            undone.deleted,
        )
        yield said % {"count": undone.deleted}
    if undone.restored:
        said = ngettext(
            "%(count)d draft is again as it was before the import.",
            "%(count)d drafts are again as they were before the import.",
            undone.restored,
        )
        yield said % {"count": undone.restored}
    if undone.left:
        said = ngettext(
            "%(count)d left as it is: changed or submitted since, or unfinished before.",
            "%(count)d left as they are: changed or submitted since, or unfinished before.",
            undone.left,
        )
        yield said % {"count": undone.left}


def template(request: HttpRequest) -> HttpResponse:
    """A table to fill in."""
    response = HttpResponse(template_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="questions.csv"'
    return response


def _competences() -> list[tuple[str, str]]:
    """The competences of the CRCN, by code."""
    rows = Competence.objects.filter(framework__slug="crcn").order_by("code")
    return [(row.code, f"{row.code} {row.name}") for row in rows]


def _drafts(report: ImportReport, reader: Any) -> list[tuple[str, str]]:
    """The titles of the first drafts of a file, each with its address for those who may edit it."""
    addresses = {}
    for model in (Challenge, Tutorial):
        edit = model.snippet_viewset.get_url_name("edit")
        rows = written_by(model, reader).filter(uuid__in=report.named).values_list("uuid", "pk")
        addresses |= {str(uuid): reverse(edit, args=[key]) for uuid, key in rows}
    return [(title, addresses.get(uuid, "")) for uuid, title in report.named.items()]


def _unplaced(report: ImportReport) -> int:
    """How many questions are left out for want of a competence only: the page says it once."""
    return sum(finding.message == NO_COMPETENCE for finding in report.findings)


def _said(report: ImportReport) -> list[dict[str, Any]]:
    """The first findings in the reader's language, errors first."""
    order = ("error", "warning", "note")
    findings = [finding for finding in report.findings if finding.message != NO_COMPETENCE]
    found = sorted(findings, key=lambda finding: order.index(finding.severity))[:SHOWN]
    return [
        {"severity": f.severity, "where": _where(f.where), "item": f.item, "text": f.message.said(gettext)}
        for f in found
    ]


def _where(place: str) -> str:
    """A place such as `line 12, question essay`, in the reader's language."""
    return str(PLACES[place]) if place in PLACES else place.replace("line ", gettext("line") + " ")
