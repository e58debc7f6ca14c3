"""Lists of drafts: full text, pages that cost the same wherever they are."""

from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.snippets.views import snippets

from authoring.search import matching


class KeyPaginator(WagtailPaginator):
    """Skips over bare keys, then fetches the rows of one page."""

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])
        rows = self.object_list.in_bulk(keys)
        return self._get_page([rows[key] for key in keys], number, self)


class ListView(snippets.IndexView):
    """The list, searched by our own index."""

    paginator_class = KeyPaginator

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return matching(queryset, self.search_query) if self.is_searching else queryset
