"""The public pages. Nothing here is reached but through `queries.published`."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import ListView, TemplateView

from catalogue import queries
from challengebank.api.files import send_file
from challengebank.enums import Kind
from challengebank.models import Asset, Standing, Version
from challengebank.models.versions import VersionQuerySet
from challengebank.paging import CappedPaginator
from challengebank.uploads import disarm
from frameworks.models import Competence, Discipline

PAGE = 50


class KeyPaginator(Paginator):
    """Counts, sorts and skips over standings, then reads the versions of one page."""

    def page(self, number: int) -> Page:
        page = super().page(number)
        page.object_list = queries.read(page.object_list)
        return page


class FoundPaginator(CappedPaginator, KeyPaginator):
    """The first of those that say some words: a word that all say costs no more than another."""


class VersionList(ListView):
    """Some of the public challenges, a page at a time, kept to one level when `?level=` says so."""

    paginate_by = PAGE
    paginator_class = KeyPaginator
    context_object_name = "versions"

    def get_queryset(self) -> QuerySet[Standing]:
        level = self.request.GET.get("level", "")
        rows = self.rows(queries.standing(Kind.CHALLENGE))
        return rows.filter(level=int(level)) if level.isdecimal() and len(level) == 1 else rows

    def rows(self, challenges: QuerySet[Standing]) -> QuerySet[Standing]:
        """Those of this page's subject."""
        raise NotImplementedError

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            levels=queries.levels(), level=self.request.GET.get("level", ""), names=names(), **context
        )


def names() -> dict[str, str]:
    """The name of each competence by its code, in the reader's language."""
    return {c.code: c.name for c in Competence.objects.filter(framework__slug=queries.FRAMEWORK)}


class CompetencePage(VersionList):
    """A competence: its challenges and its tutorials."""

    template_name = "catalogue/competence.html"

    def rows(self, challenges: QuerySet[Standing]) -> QuerySet[Standing]:
        known = Competence.objects.filter(framework__slug=queries.FRAMEWORK).select_related("domain")
        self.competence = get_object_or_404(known, code=self.kwargs["code"])
        return challenges.filter(competence=self.competence.code)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        lessons = queries.tutorials().filter(standing__competence=self.competence.code)
        return super().get_context_data(competence=self.competence, tutorials=lessons, **context)


class DisciplinePage(VersionList):
    """A discipline: its challenges and its tutorials."""

    template_name = "catalogue/discipline.html"

    def rows(self, challenges: QuerySet[Standing]) -> QuerySet[Standing]:
        self.discipline = get_object_or_404(Discipline, slug=self.kwargs["slug"])
        return queries.of_discipline(challenges, self.discipline.slug)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        lessons = queries.of_discipline(queries.tutorials(), self.discipline.slug)
        return super().get_context_data(discipline=self.discipline, tutorials=lessons, **context)


class Search(VersionList):
    """The challenges that say the words asked; without a word, all of them."""

    template_name = "catalogue/search.html"

    def rows(self, challenges: QuerySet[Standing]) -> QuerySet[Standing]:
        self.words = self.request.GET.get("q", "")[:200].replace("\0", "").strip()
        return queries.found(challenges, self.words)

    def get_paginator(self, *args: Any, **kwargs: Any) -> KeyPaginator:
        return (FoundPaginator if self.words else KeyPaginator)(*args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        lessons = queries.read(queries.found(queries.standing(Kind.TUTORIAL), self.words)[:PAGE]) if self.words else []
        return super().get_context_data(words=self.words, tutorials=lessons, **context)


class Contributions(TemplateView):
    """What each discipline contributes to each competence."""

    template_name = "catalogue/contributions.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(rows=queries.contributions(), names=names(), **context)


def file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """A file of a public challenge or tutorial; any other does not exist."""
    if not queries.has_file(sha256):
        raise Http404
    stored = get_object_or_404(Asset, pk=sha256)
    response = send_file(request, stored.file, etag=sha256, media_type=stored.media_type, public=True)
    if not stored.media_type.startswith("image/"):
        response.headers["Content-Disposition"] = "attachment"
    disarm(response)
    return response


def file_address(sha256: str) -> str:
    """Where the public reads a file."""
    return reverse("catalogue:file", args=[sha256])


def public_version(versions: VersionQuerySet, uuid: UUID) -> Version:
    """The public version of this identity, with its bytes; 404 when there is none."""
    return get_object_or_404(versions.defer(None), identity=uuid)
