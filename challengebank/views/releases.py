"""Releasing: the candidate and its confirmation, a release's page, its files, its proof, and recalls."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from challengebank.domain import (
    approve_release,
    candidate,
    check_release,
    export_release,
    propose_release,
    start_job,
)
from challengebank.domain.candidates import last_release, read_candidate
from challengebank.domain.exports import FORMATS
from challengebank.enums import Purpose
from challengebank.errors import BankError
from challengebank.forms import ReleaseForm
from challengebank.models import Job, Proposal, Release
from challengebank.queries import changes, holes
from challengebank.queries.contents import titled, versions_of
from challengebank.queries.reports import differences, files_size, flaws, release_notes, size_of
from challengebank.views.banks import OneBank
from challengebank.views.base import Crumb, bank_crumb
from challengebank.wording import format_name, part_name
from interop.exporters.exporter import DEGRADATIONS
from interop.report import Report

PAGE = 50
SHOWN = 300
LINTED = 300
COMPARED = 40


class Candidate(OneBank):
    """The candidate against the last release, and the one deliberate act that freezes it.

    A certification bank needs two acts by two operators first: one proposes, the other approves.
    """

    template_name = "challengebank/candidate.html"

    def get_page_title(self) -> str:
        return _("New release of “%(name)s”") % {"name": self.bank.name}

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.show(**self._report())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Freeze the release, in the background."""
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            return self.show(**{**self._report(), "form": form}, status=422)
        try:
            notes = form.cleaned_data["notes"]
            job = start_job(actor=request.user, bank=self.bank, kind=Job.Kind.RELEASE, notes=notes)
        except BankError as error:
            messages.error(request, str(error))
            return redirect("banks:release", slug)
        return redirect("banks:job", job.pk)

    def _report(self) -> dict[str, Any]:
        last = last_release(self.bank)
        try:
            items, tutorials = candidate(self.bank)
        except BankError as error:
            return {"refusal": str(error), "last": last}
        report = changes(last, [*items, *tutorials])
        new = [*report.added, *(after for _before, after in report.changed)]
        first = differences(report.changed[:COMPARED])
        changed = Paginator(report.changed, COMPARED).get_page(self.request.GET.get("changed"))
        checked = Paginator(new, LINTED).get_page(self.request.GET.get("checked"))
        approval = self._approval()
        notes = approval["proposal"].notes if "proposal" in approval else release_notes(report, first)
        return {
            "last": last,
            "items": len(items),
            "tutorials": len(tutorials),
            "size": size_of(items, tutorials),
            "files": files_size(last, new),
            "changes": report,
            "changed": changed,
            "checked": checked,
            "differences": first if changed.number == 1 else differences(changed.object_list),
            "shown": SHOWN,
            "holes": holes(self.bank),
            "flaws": flaws(checked.object_list),
            "form": ReleaseForm(initial={"notes": notes}),
            **approval,
        }

    def _approval(self) -> dict[str, Any]:
        """Where the second person's approval stands; nothing for training."""
        if self.bank.purpose != Purpose.CERTIFICATION:
            return {"may_release": True}
        now = read_candidate(self.bank).fingerprint()
        proposal = self.bank.proposals.select_related("created_by", "approval__created_by").first()
        if proposal is None or self._spent(proposal) or proposal.fingerprint != now:
            return {"may_propose": True, "outdated": proposal is not None and not self._spent(proposal)}
        approval = getattr(proposal, "approval", None)
        mine = proposal.created_by_id == self.request.user.pk
        return {"proposal": proposal, "approval": approval, "mine": mine, "may_release": approval is not None}

    @staticmethod
    def _spent(proposal: Proposal) -> bool:
        """Whether a release already went out under its approval."""
        return Release.objects.filter(approval__proposal=proposal).exists()


class ProposeRelease(OneBank):
    """Put the candidate before a second operator."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """As it stands now."""
        try:
            propose_release(actor=request.user, bank=self.bank, notes=request.POST.get("notes", "").strip())
        except BankError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The release is proposed: another operator approves it on this page."))
        return redirect("banks:release", slug)


class ApproveRelease(OneBank):
    """The second person agrees."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """With exactly what was proposed."""
        try:
            approve_release(actor=request.user, proposal=get_object_or_404(self.bank.proposals, pk=pk))
        except BankError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("You approved this content: it can be released now."))
        return redirect("banks:release", slug)


class OneRelease(OneBank):
    """A screen about one release."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        releases = self.bank.releases.select_related("created_by", "approval__created_by").light()
        self.release = get_object_or_404(releases, number=kwargs["number"])

    def get_page_title(self) -> str:
        return _("%(name)s, release %(number)s") % {"name": self.bank.name, "number": self.release.number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(release=self.release, **kwargs)


class ReleasePage(OneRelease):
    """What a release holds."""

    template_name = "challengebank/release.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sought = self.request.GET.get("q", "").strip()
        keys = titled(self.release.version_keys(), sought) if sought else self.release.version_keys()
        versions = Paginator(keys, PAGE).get_page(self.request.GET.get("p"))
        versions.object_list = versions_of(versions.object_list)
        size = self.release.file.size if self.release.file.storage.exists(self.release.file.name) else None
        return super().get_context_data(
            versions=versions, sought=sought, formats=[(n, format_name(n)) for n in FORMATS], size=size, **kwargs
        )


class VerifyRelease(OneRelease):
    """Prove the release's file again, now."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Say whether the file on storage is the one released."""
        try:
            check_release(self.release)
        except BankError as error:
            messages.error(request, _("The file is refused: %(reason)s.") % {"reason": error})
        else:
            messages.success(request, _("The file is intact: every digest was recomputed, nothing differs."))
        return redirect("banks:release_page", slug, number)


class Exported(OneRelease):
    """A screen about a release in one of the formats, with the degradations that the operator accepts."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["format"] not in FORMATS:
            raise Http404
        self.format = kwargs["format"]
        self.accept = frozenset(request.GET.getlist("accept")) & DEGRADATIONS.keys()

    def export(self, path: Path) -> Report:
        """The file at this path, and what it keeps and loses."""
        return export_release(
            actor=self.request.user, release=self.release, format=self.format, path=path, accept=self.accept
        )

    def refused(self, error: BankError) -> HttpResponse:
        """Say why there is no file."""
        messages.error(self.request, str(error))
        return redirect("banks:release_page", self.bank.slug, self.release.number)


class DownloadRelease(Exported):
    """The file itself."""

    def get(self, request: HttpRequest, slug: str, number: int, format: str) -> HttpResponse:
        name = f"{slug}-{number}{FORMATS[format].extension}"
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            try:
                self.export(path)
            except BankError as error:
                return self.refused(error)
            return FileResponse(path.open("rb"), as_attachment=True, filename=name)


class Fidelity(Exported):
    """What a format keeps and loses of a release, before anybody downloads it."""

    template_name = "challengebank/fidelity.html"

    def get_page_title(self) -> str:
        return _("What %(name)s keeps and loses") % {"name": format_name(self.format)}

    def crumbs(self) -> list[Crumb]:
        whole = reverse("banks:release_page", args=[self.bank.slug, self.release.number])
        here = {"url": "", "label": self.get_page_title()}
        return [bank_crumb(self.bank), {"url": whole, "label": super().get_page_title()}, here]

    def get(self, request: HttpRequest, slug: str, number: int, format: str) -> HttpResponse:
        with TemporaryDirectory() as folder:
            try:
                report = self.export(Path(folder) / "file")
            except BankError as error:
                return self.refused(error)
        if "json" in request.GET:
            return JsonResponse(report.plain())
        losses = Counter((part_name(loss.feature), loss.fate, loss.reason.said(_)) for loss in report.losses)
        return self.show(
            format=format,
            name=format_name(format),
            report=report,
            left_out=self.release.count - report.exported,
            losses=losses.most_common(),
            degradations=[(name, text.said(_), name in self.accept) for name, text in DEGRADATIONS.items()],
            query=urlencode({"accept": sorted(self.accept)}, doseq=True),
        )
