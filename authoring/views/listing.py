"""Lists of drafts: full text, pages that cost the same wherever they are, the whole list as a file."""

import tempfile
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from wagtail.admin.paginator import WagtailPaginator
from wagtail.snippets.views import snippets

from authoring.listfile import csv_lines, write_xlsx
from challengebank.paging import CappedPaginator
from challengebank.search import matching


class KeyPaginator(CappedPaginator, WagtailPaginator):
    """Counts and skips over bare keys, no more of them than `most`, then fetches the rows of one page.

    Beyond, one sorts, filters, or takes the file, which has them all.
    """

    most = 10_000

    @property
    def how_many(self) -> str:
        """The number in words."""
        number = intcomma(self.count)
        return gettext("more than %(count)s") % {"count": number} if self.more else number

    @property
    def items_count_label(self) -> str:
        return f"{self.how_many} {self.verbose_name if self.count == 1 else self.verbose_name_plural}"

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])
        rows = self.model.snippet_viewset.shown(self.model.objects.prefetch_related("coauthors")).in_bulk(keys)
        return self._get_page([rows[key] for key in keys], number, self)


class ListView(snippets.IndexView):
    """The list, searched by our own index."""

    paginator_class = KeyPaginator

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "template_name": "authoring/list_table.html"}

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponseBase:
        """Everything that the filters let through, in flat memory."""
        name = f"{self.get_filename()}.{spreadsheet_format}"
        if spreadsheet_format == self.FORMAT_CSV:
            lines = csv_lines(queryset, self.request.build_absolute_uri)
            head = {"Content-Disposition": f'attachment; filename="{name}"'}
            return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=head)
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        write_xlsx(queryset, file, self.request.build_absolute_uri)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name)


def listed(request: HttpRequest, model: Any) -> QuerySet[Any]:
    """What the list of this address shows, all its pages together."""
    viewset = model.snippet_viewset
    rows: QuerySet[Any] = viewset.get_queryset(request)
    filters = viewset.filterset_class(data=request.GET, request=request, queryset=rows)
    return matching(filters.qs if filters.is_valid() else rows, request.GET.get("q", ""))
