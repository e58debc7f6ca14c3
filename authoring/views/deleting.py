"""Putting a draft in the bin."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.views import snippets


class DeleteView(snippets.DeleteView):
    """Asks, and says that a draft can be brought back. The verb is called by the hook before deletion."""

    page_title = gettext_lazy("Put in the bin")

    @property
    def confirmation_message(self) -> str:
        return _("It leaves your lists. You can bring it back: filter the list by the state “deleted”.")
