"""Reading a challenge or a tutorial that one may not, or need not, edit."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.views import snippets
from wagtail.utils.decorators import xframe_options_sameorigin_override

from authoring.models import Challenge, Writing
from authoring.rules import may_edit, may_retire
from authoring.views.preview import show


class InspectView(snippets.InspectView):
    """What it is in a few lines, and below it the thing itself, to play or to read. `?play` is that thing alone."""

    page_title = gettext_lazy("Read")

    @method_decorator(xframe_options_sameorigin_override)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "play" in request.GET:
            return show(request, self.object, own=False)
        return super().dispatch(request, *args, **kwargs)

    def get_fields(self) -> list[str]:
        """None of Wagtail's rows: `facts` says what counts."""
        return []

    def get_edit_url(self) -> str | None:
        return super().get_edit_url() if may_edit(self.request.user, self.object) else None

    def get_delete_url(self) -> str | None:
        mine = may_edit(self.request.user, self.object) or may_retire(self.request.user)
        return super().get_delete_url() if mine else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "facts": list(facts_of(self.object))}


def facts_of(draft: Writing) -> Iterator[tuple[str, str]]:
    """(name, value) of what a colleague wants to know; what is empty is left out."""
    kind = draft.content[0].block.label if isinstance(draft, Challenge) and draft.content else ""
    facts = (
        (_("State"), draft.get_state_display()),
        (_("Type"), kind),
        (_("Competences"), ", ".join(_aligned(draft))),
        (_("Disciplines"), ", ".join(str(discipline) for discipline in draft.disciplines.all())),
        (_("Classes"), ", ".join(str(grade) for grade in draft.classes.all())),
        (_("Tags"), ", ".join(tagging.tag.name for tagging in draft.tagged_items.select_related("tag"))),
        (_("Language"), draft.get_locale_display()),
        (_("Licence"), draft.licence),
        (_("Authors"), ", ".join(draft.credits.splitlines())),
    )
    yield from ((name, str(value)) for name, value in facts if value)


def _aligned(draft: Writing) -> Iterator[str]:
    for alignment in draft.alignments.select_related("competence"):
        yield _("%(competence)s, level %(level)s") % {"competence": alignment.competence, "level": alignment.level}
