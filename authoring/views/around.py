"""What surrounds a draft: its family, its translations, where it is used; and the acts that begin there."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from authoring.domain import follow_source, make_variant, translate_challenge
from authoring.enemies import proposed
from authoring.errors import AuthoringError
from authoring.families import LABELS
from authoring.models import Challenge, Writing
from authoring.queries import as_read_by
from authoring.rules import may_edit
from authoring.surroundings import Surroundings, surroundings
from authoring.views.submitting import DraftView


class AroundView(DraftView):
    """Family, translations and uses of one challenge or tutorial."""

    page_title = _("Family, translations, uses")
    template_name = "authoring/around.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page. `?enemies` looks for challenges that give this one away, which takes a moment."""
        draft = as_read_by(request.user, self.draft)
        around = surroundings(draft, request.user)
        return self.render_to_response(
            self.get_context_data(
                draft=draft,
                around=around,
                edit_url=self.url("edit") if may_edit(request.user, self.draft) else "",
                is_challenge=isinstance(draft, Challenge),
                languages=languages_left(draft, around),
                labels=LABELS,
                enemies=proposed(self.draft, request.user) if "enemies" in request.GET else None,
            )
        )


def languages_left(draft: Writing, around: Surroundings) -> list[tuple[str, str]]:
    """The languages that a translation may still be made into."""
    taken = {draft.locale, *(translation.locale for translation in around.translations)}
    return [(code, gettext(name)) for code, name in settings.LANGUAGES if code not in taken]


class BeginView(DraftView):
    """An act on this draft that leads to another: posted from the page above."""

    http_method_names = ("post",)
    done: Any = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, then open what it made; else say why not."""
        try:
            draft = self.act(request)
        except AuthoringError as error:
            messages.error(request, str(error))
            return redirect(self.url("around"))
        messages.success(request, self.done)
        return redirect(reverse(Challenge.snippet_viewset.get_url_name("edit"), args=[draft.pk]))

    def act(self, request: HttpRequest) -> Challenge:
        """The verb."""
        raise NotImplementedError


class VariantView(BeginView):
    """Make a variant."""

    done = _("This variant says what its prototype says: change only what differs.")

    def act(self, request: HttpRequest) -> Challenge:
        return make_variant(actor=request.user, prototype=self.draft)


class TranslateView(BeginView):
    """Begin a translation."""

    done = _("Translate the texts: those of the source stay beside the form.")

    def act(self, request: HttpRequest) -> Challenge:
        return translate_challenge(actor=request.user, challenge=self.draft, locale=request.POST.get("locale", ""))


class FollowView(BeginView):
    """Say that the translation follows its source."""

    done = _("Noted: this translation says what its source says now.")

    def act(self, request: HttpRequest) -> Challenge:
        return follow_source(actor=request.user, translation=self.draft)
