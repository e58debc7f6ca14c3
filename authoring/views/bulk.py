"""Acts on many drafts of a list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.bulk_action.base_bulk_action import BulkAction
from wagtail.permissions import policy_registry

from authoring.domain import submit_challenges, submit_tutorials, tag_drafts
from authoring.errors import AuthoringError
from authoring.models import Challenge, Tutorial
from authoring.rules import may_edit

VERBS = {Challenge: (submit_challenges, "challenges"), Tutorial: (submit_tutorials, "tutorials")}


class DraftsAction(BulkAction):
    """An act on drafts that the person may edit."""

    models = (Challenge, Tutorial)
    template_name = "authoring/bulk.html"

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(self.model)

    def check_perm(self, draft: Any) -> bool:
        return may_edit(self.request.user, draft)

    def object_context(self, draft: Any) -> dict[str, Any]:
        return {"item": draft}

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "action": self, "actor": self.request.user}


class SubmitMany(DraftsAction):
    """Submit: all of them, or none and the reasons."""

    display_name = _("Submit to review")
    action_type = "submit"
    aria_label = _("Submit the selected drafts to review")
    action_priority = 10
    refusal = ""

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **context: Any) -> tuple[int, int]:
        verb, name = VERBS[type(objects[0])]
        try:
            verb(actor=context["actor"], **{name: objects})
        except AuthoringError as error:
            context["action"].refusal = str(error)
            return 0, 0
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if self.refusal:
            return str(_("None was submitted: open them one by one to see what is asked. %s")) % self.refusal[:300]
        return ngettext("%(count)d submitted", "%(count)d submitted", num_parent_objects) % {
            "count": num_parent_objects
        }


class TagForm(forms.Form):
    """The tag to add."""

    tag = forms.CharField(label=_("Tag"), max_length=100)


class TagMany(DraftsAction):
    """Add a tag."""

    display_name = _("Tag")
    action_type = "tag"
    aria_label = _("Add a tag to the selected drafts")
    action_priority = 20
    form_class = TagForm

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "tag": self.cleaned_form.cleaned_data["tag"]}

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **context: Any) -> tuple[int, int]:
        return len(tag_drafts(actor=context["actor"], drafts=objects, tag=context["tag"])), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        count = num_parent_objects
        return ngettext("%(count)d tagged", "%(count)d tagged", count) % {"count": count}
