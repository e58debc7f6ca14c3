"""Fields that the browser makes richer: without JavaScript they are plain fields."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks.base import BlockWidget
from wagtail.fields import StreamField

from frameworks.models import Competence


class MarkdownArea(AdminAutoHeightTextInput):
    """A text in Markdown that grows as one writes; markdown.js gives it a toolbar and shortcuts."""

    def __init__(self, rows: int = 3) -> None:
        super().__init__({"rows": rows, "data-markdown": ""})


class Ticks(forms.CheckboxSelectMultiple):
    """Many choices to tick: Django would draw each by three templates."""

    option_template_name = "authoring/tick.html"


class CompetenceSelect(forms.Select):
    """The competences of the CRCN, domain by domain; competences.js makes it a tree with a search."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        domains: dict[str, list[tuple[int, str]]] = {}
        rows = Competence.objects.filter(framework__slug="crcn").select_related("domain").order_by("code")
        for competence in rows:
            domains.setdefault(f"{competence.domain.code}. {competence.domain.name}", []).append(
                (competence.pk, str(competence))
            )
        self.choices = [("", gettext("Choose…")), *domains.items()]
        return super().optgroups(name, value, attrs)


def level_select() -> forms.Select:
    """The levels open to authors."""
    return forms.Select(choices=[("", _("Choose…")), *((n, n) for n in range(1, settings.VIVIER_HIGHEST_LEVEL + 1))])


class ContentWidget(BlockWidget):
    """The blocks of a content. What the browser draws them by is packed once for each language, not at each form."""

    def __init__(self, field: StreamField) -> None:
        super().__init__(field.stream_block)
        self.packed: dict[str | None, tuple[Any, str]] = {}  # copies of the widget share it

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What the browser sent, None when it had drawn nothing yet; a part of it is worth nothing."""
        if self.value_omitted_from_data(data, files, name):
            return None
        try:
            return super().value_from_datadict(data, files, name)
        except (MultiValueDictKeyError, ValueError) as error:
            raise BadRequest("the blocks of the answer are not complete") from error

    def _build_block_json(self) -> None:
        language = get_language()
        if language not in self.packed:
            super()._build_block_json()
            self.packed[language] = (self._js_context, self._block_json)
        self._js_context, self._block_json = self.packed[language]
