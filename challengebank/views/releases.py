"""Releasing: the candidate and its confirmation, a release's page, its files, its proof, and recalls."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from challengebank.domain import candidate, export_release, freeze_release, recall_version, verify_release
from challengebank.domain.exports import FORMATS
from challengebank.errors import BankError
from challengebank.forms import RecallForm, ReleaseForm
from challengebank.models import Release, Version
from challengebank.queries import changes, content_of
from challengebank.views.banks import OneBank
from challengebank.views.base import Crumb, OperatorView, bank_crumb

PAGE = 50
SHOWN = 30


class NewRelease(OneBank):
    """The candidate against the last release, and the one deliberate act that freezes it."""

    template_name = "challengebank/release_new.html"

    def get_page_title(self) -> str:
        return _("New release of “%(name)s”") % {"name": self.bank.name}

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.show(form=ReleaseForm(), **self._report())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Freeze the release."""
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422, **self._report())
        try:
            release = freeze_release(actor=request.user, bank=self.bank, notes=form.cleaned_data["notes"])
        except BankError as error:
            messages.error(request, str(error))
            return redirect("banks:release", slug)
        messages.success(request, _("Release %(number)s is made and proved.") % {"number": release.number})
        return redirect("banks:release_page", slug, release.number)

    def _report(self) -> dict[str, Any]:
        last = self.bank.releases.order_by("-number").defer("manifest").first()
        try:
            items, tutorials = (list(versions) for versions in candidate(self.bank))
        except BankError as error:
            return {"refusal": str(error), "last": last}
        report = changes(content_of(last), [*items, *tutorials])
        return {"last": last, "items": items, "tutorials": tutorials, "changes": report, "shown": SHOWN}


class OneRelease(OneBank):
    """A screen about one release."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        releases = self.bank.releases.select_related("created_by").defer("manifest")
        self.release = get_object_or_404(releases, number=kwargs["number"])

    def get_page_title(self) -> str:
        return _("%(name)s, release %(number)s") % {"name": self.bank.name, "number": self.release.number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(release=self.release, **kwargs)


class ReleasePage(OneRelease):
    """What a release holds."""

    template_name = "challengebank/release.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = Paginator(content_of(self.release), PAGE).get_page(self.request.GET.get("p"))
        size = self.release.file.size if self.release.file.storage.exists(self.release.file.name) else None
        return super().get_context_data(versions=versions, formats=list(FORMATS), size=size, **kwargs)


class VerifyRelease(OneRelease):
    """Prove the release's file again, now."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Say whether the file on storage is the one released."""
        try:
            if verify_release(Path(self.release.file.path)).digest() != self.release.digest:
                raise BankError(_("it is another release"))
        except BankError as error:
            messages.error(request, _("The file is refused: %(reason)s.") % {"reason": error})
        else:
            messages.success(request, _("The file is intact: every digest was recomputed, nothing differs."))
        return redirect("banks:release_page", slug, number)


class DownloadRelease(OneRelease):
    """A release as a file, in one of the formats."""

    def get(self, request: HttpRequest, slug: str, number: int, format: str) -> HttpResponse:
        if format not in FORMATS:
            raise Http404
        name = f"{slug}-{number}{FORMATS[format].extension}"
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            try:
                export_release(release=self.release, format=format, path=path)
            except BankError as error:
                messages.error(request, str(error))
                return redirect("banks:release_page", slug, number)
            return FileResponse(path.open("rb"), as_attachment=True, filename=name)


class Fidelity(OneRelease):
    """What a format keeps and loses of a release, before anybody downloads it."""

    template_name = "challengebank/fidelity.html"

    def get(self, request: HttpRequest, slug: str, number: int, format: str) -> HttpResponse:
        if format not in FORMATS:
            raise Http404
        with TemporaryDirectory() as folder:
            report = export_release(release=self.release, format=format, path=Path(folder) / "file")
        losses = Counter((loss.feature, loss.fate, loss.reason) for loss in report.losses)
        return self.show(format=format, report=report, losses=losses.most_common())


class RecallVersion(OperatorView):
    """Withdraw a version everywhere."""

    template_name = "challengebank/recall.html"

    def get_page_title(self) -> str:
        return _("Recall “%(title)s”") % {"title": self.version.title}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.version = get_object_or_404(Version.objects.defer("document"), pk=kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(form=RecallForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Recall, or show what is wrong."""
        form = RecallForm(request.POST)
        if form.is_valid():
            try:
                recall_version(actor=request.user, version=self.version, **form.cleaned_data)
            except BankError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("« %(title)s » is recalled.") % {"title": self.version.title})
                return redirect("banks:list")
        return self.show(form=form, status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        releases = Release.objects.filter(items__version=self.version).select_related("bank").defer("manifest")
        return super().get_context_data(version=self.version, releases=releases, **kwargs)

    def crumbs(self) -> list[Crumb]:
        last = Release.objects.filter(items__version=self.version).select_related("bank").first()
        own = [{"url": "", "label": self.get_page_title()}]
        return [bank_crumb(last.bank), *own] if last else own
