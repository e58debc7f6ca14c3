"""Acts on many drafts of a list: on those ticked, or on all that the filters let through."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.bulk_action.base_bulk_action import BulkAction
from wagtail.permissions import policy_registry

from authoring.domain import align_drafts, delete_drafts, tag_drafts
from authoring.enums import State
from authoring.errors import AuthoringError
from authoring.models import Challenge, Tutorial
from authoring.queries import present, reviews_of
from authoring.rules import may_edit, may_retire
from authoring.views.listing import listed
from authoring.views.submitting import VERBS
from authoring.widgets import CompetenceSelect, level_select
from frameworks.models import Competence
from review.domain import assign_reviews
from review.errors import ReviewError
from review.queries import Proposal, plan, reviewers
from review.rules import heads_reviews

MANY = 10_000
"""How much one person may be given by name: a chief reviewer knows."""


class DraftsAction(BulkAction):
    """An act on open drafts that the person may edit."""

    models = (Challenge, Tutorial)
    template_name = "authoring/bulk.html"
    left = _("They are not yours, or they are not open to changes now.")
    done: Any
    """What is said of those that were changed, with their count."""

    @classmethod
    def offered(cls, person: Any) -> bool:
        """Whether lists have a button for it."""
        return True

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(self.model)

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> QuerySet[Any]:
        """What a list needs of them: verbs read the rest again."""
        keys = [key for key in object_ids if str(key).isdecimal()]
        return (
            present(model.objects.filter(pk__in=keys)).defer(*model.snippet_viewset.wide).prefetch_related("coauthors")
        )

    def get_all_objects_in_listing_query(self, parent_id: Any) -> QuerySet[Any]:
        return listed(self.request, self.model).order_by().values_list("pk", flat=True)

    def check_perm(self, draft: Any) -> bool:
        return may_edit(self.request.user, draft) and not draft.closed

    def object_context(self, draft: Any) -> dict[str, Any]:
        return {"item": draft}

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "action": self, "values": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **context: Any) -> tuple[int, int]:
        """Do it, to all of them or to none; a refusal is said."""
        action = context["action"]
        try:
            return (action.act(objects, **context["values"]) if objects else 0), 0
        except (AuthoringError, ReviewError, PermissionDenied) as error:
            messages.error(action.request, action.refused(error))
            return -1, 0

    def act(self, drafts: Sequence[Any], **values: Any) -> int:
        """Call the verb; how many it changed."""
        raise NotImplementedError

    def refused(self, error: Exception) -> str:
        """What is said when nothing was done."""
        return str(error)[:500]

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        return None if num_parent_objects < 0 else self.done % {"count": num_parent_objects}


class SubmitMany(DraftsAction):
    """Submit: all of them, or none and the reasons."""

    display_name = _("Submit to review")
    action_type = "submit"
    aria_label = _("Submit the selected drafts to review")
    action_priority = 10
    done = ngettext_lazy("%(count)d submitted", "%(count)d submitted", "count")

    def act(self, drafts: Sequence[Any], **values: Any) -> int:
        verb, name = VERBS[self.model]
        return len(verb(actor=self.request.user, **{name: drafts}))

    def refused(self, error: Exception) -> str:
        said = gettext("None was submitted: open them one by one to see what is asked. %s")
        return said % str(error)[:300]


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
    done = ngettext_lazy("%(count)d tagged", "%(count)d tagged", "count")

    def act(self, drafts: Sequence[Any], **values: Any) -> int:
        return len(tag_drafts(actor=self.request.user, drafts=drafts, **values))


class AlignForm(forms.Form):
    """The competence and level."""

    competence = forms.ModelChoiceField(
        Competence.objects.filter(framework__slug="crcn"), label=_("Competence"), widget=CompetenceSelect
    )
    level = forms.IntegerField(label=_("Level"), min_value=1, widget=level_select())
    replace = forms.BooleanField(
        label=_("In place of the competences that they have"),
        required=False,
        help_text=_("Otherwise it is added to them; those that have this competence already take this level."),
    )

    def clean_level(self) -> int:
        """One of the levels open to authors."""
        level: int = self.cleaned_data["level"]
        if level > settings.VIVIER_HIGHEST_LEVEL:
            raise forms.ValidationError(_("This level is not open."))
        return level


class AlignMany(DraftsAction):
    """Align on a competence."""

    display_name = _("Align")
    action_type = "align"
    aria_label = _("Align the selected drafts on a competence")
    action_priority = 25
    form_class = AlignForm
    done = ngettext_lazy("%(count)d aligned", "%(count)d aligned", "count")

    def act(self, drafts: Sequence[Any], **values: Any) -> int:
        return len(align_drafts(actor=self.request.user, drafts=drafts, **values))


class DeleteMany(DraftsAction):
    """Put in the bin."""

    display_name = _("Delete")
    action_type = "delete"
    aria_label = _("Put the selected drafts in the bin")
    action_priority = 30
    classes = {"serious"}
    done = ngettext_lazy(
        "%(count)d in the bin: you can bring it back.", "%(count)d in the bin: you can bring them back.", "count"
    )

    def check_perm(self, draft: Any) -> bool:
        person = self.request.user
        return (may_edit(person, draft) or may_retire(person)) and not draft.closed

    def act(self, drafts: Sequence[Any], **values: Any) -> int:
        return len(delete_drafts(actor=self.request.user, drafts=drafts))


class AssignForm(forms.Form):
    """Who should review."""

    reviewer = forms.ModelChoiceField(
        None,
        label=_("Reviewer"),
        required=False,
        empty_label=_("Whoever fits best, for every free place"),
        help_text=_("A place is proposed only where the person is independent; why not elsewhere is said."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = reviewers()


class AssignMany(DraftsAction):
    """Propose places to one person, or to whoever fits best."""

    display_name = _("Assign a reviewer")
    action_type = "assign"
    aria_label = _("Propose a reviewer for the selected challenges")
    action_priority = 40
    form_class = AssignForm
    left = _("They are not in review.")
    done = ngettext_lazy("%(count)d place proposed", "%(count)d places proposed", "count")

    @classmethod
    def offered(cls, person: Any) -> bool:
        return heads_reviews(person)

    def check_perm(self, draft: Any) -> bool:
        return heads_reviews(self.request.user) and draft.state == State.IN_REVIEW

    def act(self, drafts: Sequence[Any], **values: Any) -> int:
        """The desk proposes whom it can; why the others have nobody is said."""
        person = values["reviewer"]
        proposals = plan(among=reviews_of(drafts), **({"people": [person], "most": MANY} if person else {}))
        seats = assign_reviews(
            actor=self.request.user, places=[(each.review, someone) for each in proposals for someone in each.people]
        )
        self.say_why_not([each for each in proposals if not each.people], len(drafts) - len(proposals))
        return len(seats)

    def say_why_not(self, unfilled: Sequence[Proposal], full: int) -> None:
        """One line for all that got nobody."""
        reasons = Counter(reason for each in unfilled for reason, _count in each.why)
        said = [f"{count} × {reason.label}" for reason, count in reasons.most_common()]
        if busy := sum(not each.why for each in unfilled):
            said.append(gettext("%(count)d × has enough to do") % {"count": busy})
        if full:
            said.append(gettext("%(count)d × every place is taken") % {"count": full})
        if said:
            messages.warning(self.request, gettext("Nobody new for some: %(reasons)s.") % {"reasons": "; ".join(said)})
