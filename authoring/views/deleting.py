"""Putting a draft in the bin."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.views import snippets


class DeleteView(snippets.DeleteView):
    """Asks, and says that a draft can be brought back. The verb is called by the hook before deletion."""

    page_title = gettext_lazy("Put in the bin")

    @property
    def confirmation_message(self) -> str:
        return _("It leaves your lists. You can bring it back: filter the list by the state “deleted”.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Uses are told of when there are some."""
        context = super().get_context_data(**kwargs)
        return context if context.get("usage_count") else {**context, "usage_url": None}
