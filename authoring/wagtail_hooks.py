"""Where authoring shows in Wagtail's desk, and which of Wagtail's buttons and pages are out of the way."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.snippets.action_menu import ActionMenuItem, LockedMenuItem, SaveMenuItem
from wagtail.snippets.models import register_snippet

from authoring.domain import delete_drafts
from authoring.enums import State
from authoring.errors import AuthoringError
from authoring.families import FIELDS
from authoring.home import panels_for
from authoring.models import Challenge, File, Writing
from authoring.rules import writes_at_all
from authoring.views.bulk import AlignMany, AssignMany, DeleteMany, SubmitMany, TagMany
from authoring.views.desk import words
from authoring.views.editing import SUBMIT
from authoring.views.suggestions import offer_to_apply, way_to_draft
from authoring.views.viewsets import ChallengeViewSet, TutorialViewSet

register_snippet(ChallengeViewSet)
register_snippet(TutorialViewSet)
for act in (SubmitMany, TagMany, AlignMany, DeleteMany, AssignMany):
    hooks.register("register_bulk_action", act, order=1)  # ours takes the place of Wagtail's deletion
hooks.register("register_remark_actions", offer_to_apply)
hooks.register("register_review_ways", way_to_draft)


@hooks.register("register_admin_urls")
def authoring_urls() -> list[object]:
    """/admin/authoring/."""
    return [path("authoring/", include("authoring.urls"))]


@hooks.register("insert_global_admin_css")
def authoring_style() -> SafeString:
    """The look of the author's screens."""
    sheets = ((static(f"authoring/{name}.css"),) for name in ("authoring", "beside", "lists", "zones"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


SCRIPTS = (
    *("markdown", "notes", "rescue", "tests", "competences", "panel", "tags", "revision", "family", "source"),
    *("zones", "targets"),
)


@hooks.register("insert_editor_js")
def authoring_scripts() -> SafeString:
    """What makes the author's form pleasant, and its words."""
    addresses = (("framework", reverse("authoring:framework")), ("picture", reverse("authoring:picture", args=[0])))
    head = format_html_join("", '<meta id="authoring-{}" content="{}">', addresses)
    scripts = ((static(f"authoring/{name}.js"),) for name in SCRIPTS)
    tags = format_html_join("", '<script type="module" src="{}"></script>', scripts)
    return head + json_script(words(), "authoring-words") + json_script(FIELDS, "authoring-family") + tags


class SubmitMenuItem(ActionMenuItem):
    """“Submit to review…”: saves, then opens the page where one submits."""

    name = f"action-{SUBMIT}"
    label = gettext_lazy("Submit to review…")
    icon_name = "resubmit"


class RestoreMenuItem(ActionMenuItem):
    """“Bring back”: the only thing to do with what is in the bin or retired."""

    name = "action-restore"
    label = gettext_lazy("Bring back")
    icon_name = "rotate"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return True

    def get_url(self, parent_context: dict[str, Any]) -> str:
        draft = parent_context["instance"]
        return reverse(draft.snippet_viewset.get_url_name("restore"), args=[draft.pk])


@hooks.register("construct_snippet_action_menu")
def only_our_actions(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Save and submit, or bring back. Nobody publishes, unpublishes or steers the workflow by hand."""
    if not issubclass(context["model"], Writing):
        return
    kept = [item for item in menu_items if isinstance(item, SaveMenuItem | LockedMenuItem)]
    if not context.get("locked_for_user"):
        menu_items[:] = [*kept, SubmitMenuItem()]
    else:
        menu_items[:] = [RestoreMenuItem()] if context["instance"].state in (State.DELETED, State.RETIRED) else kept


@hooks.register("before_delete_snippet")
def to_the_bin(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """A deletion goes through the verb: a draft can be brought back, what was submitted stays."""
    if request.method != "POST" or not instances or not isinstance(instances[0], Writing):
        return None
    at = type(instances[0]).snippet_viewset.get_url_name
    try:
        deleted = delete_drafts(actor=request.user, drafts=instances)
    except AuthoringError as error:
        messages.error(request, str(error))
    else:
        back = [messages.button(reverse(at("restore"), args=[draft.pk]), _("Bring back")) for draft in deleted]
        messages.success(request, _("In the bin: you can bring it back."), buttons=back)
    return redirect(at("list"))


@hooks.register("before_serve_document")
def only_to_its_uploader(document: File, request: HttpRequest) -> HttpResponse | None:
    """Wagtail serves files by number to anybody; ours go by their digest, to those who read the draft."""
    if document.uploaded_by_user_id != request.user.pk:
        raise Http404
    return None


@hooks.register("construct_homepage_panels")
def only_our_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Each role's own work. Wagtail's panels count pages, and one of them reads every pending review."""
    panels[:] = panels_for(request)


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Counts of pages, images and documents help nobody here."""
    items.clear()


class ImportMenuItem(MenuItem):
    """Shown to those who write."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writes_at_all(request.user)


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    """The way to the import page."""
    return ImportMenuItem(gettext_lazy("Import questions"), reverse("authoring:import"), icon_name="upload", order=250)


class ChallengeSearch(SearchArea):
    """Where the menu's search leads those who write. Wagtail's would look among files."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writes_at_all(request.user)


@hooks.register("register_admin_search_area")
def search_challenges() -> SearchArea:
    """The list of challenges, before every other."""
    url = reverse(Challenge.snippet_viewset.get_url_name("list"))
    return ChallengeSearch(gettext_lazy("Challenges"), url, name="challenges", icon_name="form", order=1)


UNUSED_MENUS = ("explorer", "reports", "help", "snippets", "images", "documents")


@hooks.register("construct_main_menu")
def only_useful_menus(request: HttpRequest, items: list[Any]) -> None:
    """Pages, reports and stocks of files are out of the way: files are chosen from the form."""
    items[:] = [item for item in items if item.name not in UNUSED_MENUS]
