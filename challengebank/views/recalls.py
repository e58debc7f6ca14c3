"""Recalls: withdrawing a version or a challenge, and which engines said that they obey."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from challengebank.domain import recall_item, recall_version
from challengebank.errors import BankError
from challengebank.forms import RecallForm
from challengebank.models import Recall, Release, Version
from challengebank.queries.contents import releases_with
from challengebank.queries.recalls import concerned, silent, withdrawn
from challengebank.views.base import Crumb, OperatorView, bank_crumb
from challengebank.views.engines import EnginesView

PAGE = 25


class RecallVersion(OperatorView):
    """Withdraw a version, or the challenge with all its versions, everywhere."""

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
                recall = self._recall(**form.cleaned_data)
            except BankError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("« %(title)s » is recalled.") % {"title": self.version.title})
                return redirect("engines:recall", recall.pk)
        return self.show(form=form, status=422)

    def _recall(self, *, whole: bool, **how: str) -> Recall:
        if whole:
            return recall_item(actor=self.request.user, identity=self.version.identity, **how)
        return recall_version(actor=self.request.user, version=self.version, **how)

    @cached_property
    def releases(self) -> list[Release]:
        """Those that carry it, the newest first."""
        return list(releases_with(Version.objects.filter(pk=self.version.pk)).order_by("-number"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version, releases=self.releases, **kwargs)

    def crumbs(self) -> list[Crumb]:
        own = [{"url": "", "label": self.get_page_title()}]
        return [bank_crumb(self.releases[0].bank), *own] if self.releases else own


class RecallList(EnginesView):
    """Every recall, newest first, and how many engines have not answered."""

    template_name = "challengebank/engines/recalls.html"
    page_title = gettext_lazy("Recalls")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        recalls = Recall.objects.select_related("version", "identity").defer("version__document").order_by("-pk")
        page = Paginator(recalls, PAGE).get_page(self.request.GET.get("p"))
        rows = [(recall, silent(recall).count(), recall.due_at <= timezone.now()) for recall in page]
        return super().get_context_data(page=page, rows=rows, **kwargs)


class RecallPage(EnginesView):
    """One recall: what, why, where it went out, and each engine's answer."""

    template_name = "challengebank/engines/recall.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.recall = get_object_or_404(Recall.objects.select_related("version", "created_by"), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Recall of “%(title)s”") % {"title": self.recall.title}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = dict(self.recall.acknowledgements.values_list("engine", "created_at"))
        told = dict(self.recall.escalations.values_list("engine", "created_at"))
        engines = concerned(self.recall).order_by("name")
        return super().get_context_data(
            recall=self.recall,
            releases=releases_with(withdrawn(self.recall)).order_by("bank__slug", "number"),
            engines=[(engine, said.get(engine.pk), told.get(engine.pk)) for engine in engines],
            late=self.recall.due_at <= timezone.now(),
            **kwargs,
        )
