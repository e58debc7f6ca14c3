"""What a translation says in the other language, beside the form, and what has changed there since."""

from typing import Any, NamedTuple

from django.middleware.csrf import get_token
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from authoring.reasons import field_of, number_of, row_of
from authoring.translations import Passage, changes_since, passages, source_of
from challengebank.models import Version


class Beside(NamedTuple):
    """A text of the source under the name of its field."""

    field: str
    text: str


class SourcePanel(BaseSidePanel):
    """The source, text by text."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Source text")
        icon_name = "site"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": len(changes_since(self.panel.object))}

    name = "source"
    title = _("Source text")
    template_name = "authoring/source_panel.html"
    order = 360

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        version = source_of(self.object)
        return {
            **super().get_context_data(parent_context),
            "version": version,
            "passages": [Beside(named(p.where), p.text) for p in _texts(version)],
            "changes": changes_since(self.object),
            "csrf_token": get_token(self.request),  # panels are drawn without the request
            "language": get_language_info(version.locale)["name_local"] if version else "",
        }


def named(where: str) -> str:
    """A place of a document, down to the row of its answer."""
    kind, number = row_of(where), number_of(where)
    if not (kind and number):
        return field_of(where).said(gettext)
    row = f"{kind.said(gettext)} {number}"
    return f"{row}, {gettext('feedback')}" if where.endswith(".feedback") else row


def _texts(version: Version | None) -> list[Passage]:
    return passages(version.parsed()) if version else []
