"""Where authoring shows in Wagtail's desk, and which of Wagtail's buttons and pages are out of the way."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.action_menu import ActionMenuItem, LockedMenuItem, SaveMenuItem
from wagtail.snippets.models import register_snippet

from authoring.domain import delete_drafts
from authoring.errors import AuthoringError
from authoring.models import Writing
from authoring.views.editing import SUBMIT
from authoring.views.viewsets import ChallengeViewSet, TutorialViewSet

register_snippet(ChallengeViewSet)
register_snippet(TutorialViewSet)


class SubmitMenuItem(ActionMenuItem):
    """“Submit to review…”: saves, then opens the page where one submits."""

    name = f"action-{SUBMIT}"
    label = gettext_lazy("Submit to review…")
    icon_name = "resubmit"


@hooks.register("construct_snippet_action_menu")
def only_our_actions(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Save and submit. Nobody publishes, unpublishes or steers the workflow by hand."""
    if issubclass(context["model"], Writing):
        kept = [item for item in menu_items if isinstance(item, SaveMenuItem | LockedMenuItem)]
        menu_items[:] = kept if context.get("locked_for_user") else [*kept, SubmitMenuItem()]


@hooks.register("before_delete_snippet")
def to_the_bin(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """One or many deletions go through the verb: a draft can be brought back, what was submitted stays."""
    if request.method != "POST" or not instances or not isinstance(instances[0], Writing):
        return None
    try:
        deleted = delete_drafts(actor=request.user, drafts=instances)
    except AuthoringError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(count)d in the bin: you can bring them back.") % {"count": len(deleted)})
    return redirect(type(instances[0]).snippet_viewset.get_url_name("list"))


@hooks.register("construct_homepage_panels")
def only_our_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's own panels count pages, and one of them reads every pending review."""
    ours = ("challengebank", "review", "authoring")
    panels[:] = [panel for panel in panels if type(panel).__module__.startswith(ours)]
