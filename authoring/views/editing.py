"""Writing a new draft and editing one: Wagtail's forms, without publication and without lost updates."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.utils import set_query_params
from wagtail.admin.views import generic
from wagtail.admin.widgets import Button
from wagtail.models import Revision
from wagtail.snippets.views import snippets

from authoring.domain.drafts import indexed_once, lock_for_edit
from authoring.enums import OPEN_STATES
from authoring.errors import StaleDraft
from authoring.families import inherit
from authoring.models import Challenge
from authoring.queries import complete_now
from authoring.rules import may_calibrate
from authoring.translations import source_for
from authoring.views.discussion import DiscussionPanel
from authoring.views.kinds import choose_kind
from authoring.views.source import SourcePanel

SUBMIT = "submit-to-review"
RESCUE = "action-rescue"


class Saving:
    """What saving a form answers: after “Submit to review…”, the page where one submits; to autosave, no form."""

    def get_bound_panel(self, form: Any) -> Any:
        """None for autosave: to draw the blocks of the form takes a quarter of a save, and nobody sees them."""
        return None if self.expects_json_response else super().get_bound_panel(form)  # type: ignore[attr-defined, misc]

    def get_side_panels(self) -> MediaContainer:
        """Without Wagtail's checks: ours are beside the fields, and its counts of words read nothing of a challenge."""
        panels = super().get_side_panels()  # type: ignore[misc]
        return MediaContainer([panel for panel in panels if not isinstance(panel, ChecksSidePanel)])

    def save_action(self) -> HttpResponse:
        response = super().save_action()  # type: ignore[misc]
        if f"action-{SUBMIT}" in self.request.POST:  # type: ignore[attr-defined]
            return redirect(self.model.snippet_viewset.get_url_name("submit"), self.object.pk)  # type: ignore[attr-defined]
        return response


def rescued(view: Any) -> HttpResponse:
    """The form with what the browser had kept, not saved yet."""
    view.form = view.get_form()
    messages.info(view.request, _("Here is what you had typed. Nothing is saved yet."))
    return view.render_to_response(view.get_context_data(form=view.form))


class CreateView(Saving, snippets.CreateView):
    """A blank form. `?type=` chooses the item type. Sent again (its answer was lost), it makes no other draft."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        unknown = self.model is Challenge and "type" not in request.GET
        return choose_kind(request, self) if unknown else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if RESCUE in request.POST:
            return rescued(self)
        if made := self.made():
            return self.edit(made)
        try:
            return super().post(request, *args, **kwargs)
        except IntegrityError:
            if made := self.made():
                return self.edit(made)
            raise

    def made(self) -> Any:
        """The draft that this very form has made already, if it has."""
        said = self.request.POST.get("uuid") or None
        with suppress(ValidationError):
            return self.model.objects.filter(author=self.request.user, uuid=said).first()

    def edit(self, draft: Any) -> HttpResponse:
        """Take what is sent for a change of the draft, read as it was made."""
        sent, first = self.request.POST.copy(), draft.revisions.earliest("pk")
        if not sent.get("loaded_revision_id"):
            sent["loaded_revision_id"], sent["loaded_revision_created_at"] = str(first.pk), first.created_at.isoformat()
        self.request.POST, self.request.draft = sent, draft
        return self.model.snippet_viewset.edit_view(self.request, pk=str(draft.pk))

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["uuid"] = forms.UUIDField(initial=uuid4, required=False, widget=forms.HiddenInput)
        return form

    def get_available_actions(self) -> list[str]:
        return ["create"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, _here = super().get_breadcrumbs_items()
        return [*before, {"url": "", "label": self.get_page_subtitle()}]

    def get_initial_form_instance(self) -> Any:
        author = self.request.user
        return self.model.begun(author=author, **self.request.GET.dict())

    def save_instance(self) -> Any:
        self.form.instance.author = self.request.user
        said = self.form.cleaned_data["uuid"]
        if said and not self.model.objects.filter(uuid=said).exists():
            self.form.instance.uuid = said
        with indexed_once(self.form.instance):
            return super().save_instance()


class CopyView(generic.CopyViewMixin, CreateView):
    """A new draft that begins with the content of another."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return snippets.CreateView.get(self, request, *args, **kwargs)

    def get_initial_form_instance(self) -> Any:
        return self.get_object()


class EditView(Saving, snippets.EditView):
    """A draft. A save over somebody else's is answered 409, with both texts at hand."""

    def get_available_actions(self) -> list[str]:
        return ["edit"]

    def get_object(self, queryset: Any = None) -> Any:
        """The draft that the door has read, with all that belongs to it. A variant is shown with what it inherits."""
        if not hasattr(self, "object"):
            self.live_object = self.request.draft
            draft = self.live_object.get_latest_revision_as_object()
            draft.know_workflow()
            if not draft.live:
                complete_now(draft)
            inherit([draft])
            return draft
        return self.object

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse(self.model.snippet_viewset.get_url_name("around"), args=[self.object.pk])
        around = Button(_("Family, translations, uses"), url=url, icon_name="link", priority=5)
        buttons = [*super().header_more_buttons, around]
        if self.object.state in OPEN_STATES:
            url = reverse(self.model.snippet_viewset.get_url_name("retire"), args=[self.object.pk])
            buttons.append(Button(_("Retire"), url=url, icon_name="no-view", priority=40))
        if isinstance(self.object, Challenge) and may_calibrate(self.request.user, self.object):
            url = reverse(self.model.snippet_viewset.get_url_name("calibrate"), args=[self.object.pk])
            buttons.append(Button(_("Plant as a calibration"), url=url, icon_name="crosshairs", priority=6))
        return buttons

    def get_side_panels(self) -> MediaContainer:
        """Those of ours are drawn with the page only: a save takes away nothing that is typed there."""
        panels = list(super().get_side_panels())
        if isinstance(self.object, Challenge) and not self.expects_json_response and not self.hydrate_create_view:
            panels.append(DiscussionPanel(self.object, self.request))
            panels += [SourcePanel(self.object, self.request)] if source_for(self.object, self.request.user) else []
        return MediaContainer(panels)

    @property
    def is_out_of_date(self) -> bool:
        """Also when the browser does not say which revision it read."""
        said = self.request.POST.get("loaded_revision_id") or self.request.POST.get("overwrite_revision_id")
        return bool(self.latest_revision) and (not said or snippets.EditView.is_out_of_date.func(self))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_out_of_date and not self.expects_json_response:
            return self.conflict()
        return rescued(self) if RESCUE in request.POST else super().post(request, *args, **kwargs)

    @cached_property
    def overwrite_revision(self) -> Any:
        """The latest one, read already: a save over an older one is refused as out of date."""
        said = self.request.POST.get("overwrite_revision_id")
        return self.latest_revision if said and not self.is_out_of_date else super().overwrite_revision

    def render_partials(self) -> str:
        """Nothing when the browser drew them for this same revision: what they show is its title, and who saved it."""
        drawn = self.overwrite_revision and "title" not in self.form.changed_data
        return "" if drawn else super().render_partials()

    def get_success_json(self) -> dict[str, Any]:
        """With the draft's address, for a browser that does not know yet that the draft is made."""
        answer, address = super().get_success_json(), self.get_edit_url()
        if self.request.path != address:
            answer |= {"url": address, "hydrate_url": set_query_params(address, {"_w_hydrate_create_view": "1"})}
        return answer

    @contextmanager
    def in_step(self) -> Iterator[None]:
        """What is saved inside overwrites no other save, and what is known of the draft beside it follows."""
        lock_for_edit(self.request.user, self.object, self.latest_revision and self.latest_revision.pk)
        with indexed_once(self.object):
            yield

    def save_instance(self) -> Any:
        with self.in_step():
            return super().save_instance()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except StaleDraft as error:
            if self.expects_json_response:
                return self.json_error_response("invalid_revision", str(error))
            return self.conflict()

    def conflict(self) -> HttpResponse:
        """The form again with what was typed; the other text is one click away."""
        self.form = self.get_form()
        text = _("%(who)s saved this draft while you were writing. Your text is still below, and nothing is lost.")
        buttons = [messages.button(self.comparison_url(), _("What the other changed"), new_window=True)]
        messages.warning(self.request, text % {"who": self.latest_revision.user}, buttons=buttons)
        return self.render_to_response(self.get_context_data(form=self.form), status=409)

    def comparison_url(self) -> str:
        """Between the revision that was read and the one that is there now."""
        read = self.request.POST.get("loaded_revision_id") or "earliest"
        known = read.isdecimal() and Revision.objects.for_instance(self.object).filter(pk=read).exists()
        return reverse(self.revisions_compare_url_name, args=[self.object.pk, read if known else "earliest", "latest"])


class RevertView(generic.RevisionsRevertMixin, EditView):
    """An older text, to put in the place of today's."""

    view_name = "revisions_revert"

    def save_instance(self) -> Any:
        with self.in_step():
            return super().save_instance()
