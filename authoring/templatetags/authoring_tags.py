"""Small things that templates of authoring need."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets.button import ListingButton

from authoring import rules
from authoring.models import Challenge, Writing
from frameworks.models import Competence

register = template.Library()


@register.filter
def under(values: Mapping[str, Any], name: str) -> Any:
    """What a mapping has under a name, or nothing."""
    return values.get(name, "")


@register.simple_tag
def draft_url(viewset: Any, name: str) -> str:
    """The address of a screen about no draft in particular."""
    return reverse(viewset.get_url_name(name))


@register.simple_tag
def edit_url(draft: Writing) -> str:
    """Where a draft is edited."""
    return reverse(type(draft).snippet_viewset.get_url_name("edit"), args=[draft.pk])


@register.simple_tag
def writing_url(draft: Writing, name: str) -> str:
    """The address of a screen about a draft."""
    return reverse(type(draft).snippet_viewset.get_url_name(name), args=[draft.pk])


@register.simple_tag
def may_edit(draft: Writing, user: Any) -> bool:
    """Whether somebody wrote it."""
    return rules.may_edit(user, draft)


@register.simple_tag
def may_follow(draft: Writing, user: Any) -> bool:
    """Whether somebody may put it in the bin."""
    return rules.may_follow(user, draft)


@register.simple_tag
def inspect_url(draft: Writing) -> str:
    """Where a draft is read by who may read it."""
    return writing_url(draft, "inspect")


@register.simple_tag
def write_url(competence: Competence, level: int, discipline: str | None, kind: str, purpose: str = "") -> str:
    """A blank challenge already aligned."""
    hints = {
        "competence": competence.code,
        "level": level,
        "discipline": discipline,
        "type": kind,
        "purpose": purpose,
    }
    return (
        reverse(Challenge.snippet_viewset.get_url_name("add")) + "?" + urlencode({n: v for n, v in hints.items() if v})
    )


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def bulk_buttons(context: template.Context, options: Any) -> dict[str, Any]:
    """The acts on many drafts that the reader has."""
    known = bulk_action_registry.get_bulk_actions_for_model(options.app_label, options.model_name)
    offered = [action for action in known if action.offered(context["request"].user)]
    place = (options.app_label, options.model_name)
    return {
        "buttons": [
            ListingButton(
                action.display_name,
                reverse("wagtail_bulk_action", args=[*place, action.action_type]),
                attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
                classname=" ".join({"bulk-action-btn", *action.classes}),
            )
            for action in sorted(offered, key=lambda action: action.action_priority)
        ]
    }
