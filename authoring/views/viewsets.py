"""Wagtail's screens for challenges and tutorials."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, UserColumn
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import SnippetViewSet

from authoring.enums import State
from authoring.filters import ChallengeFilters, TutorialFilters
from authoring.models import Challenge, Tutorial
from authoring.queries import present, readable_by
from authoring.views import panels
from authoring.views.around import AroundView, FollowView, TranslateView, VariantView
from authoring.views.calibrating import CalibrateView
from authoring.views.deleting import DeleteView
from authoring.views.discussion import DiscussionView
from authoring.views.doors import guarded
from authoring.views.editing import CopyView, CreateView, EditView, RevertView
from authoring.views.listing import ListView
from authoring.views.preview import CheckOnCreate, CheckOnEdit, PreviewOnCreate, PreviewOnEdit, RevisionView
from authoring.views.reading import InspectView
from authoring.views.submitting import DraftView, RestoreView, RetireView, SubmitView


class Readable:
    """Choosers offer, and name, only what their reader may see."""

    def get_object_list(self) -> QuerySet[Any]:
        return present(readable_by(self.model_class, self.request.user))  # type: ignore[attr-defined]


class ChooseView(Readable, chooser.ChooseView):
    """Choosing."""


class ChooseResultsView(Readable, chooser.ChooseResultsView):
    """Choosing, the list alone."""


class ChosenView(chooser.SnippetChosenView):
    """What was chosen."""

    def get_object(self, pk: Any) -> Any:
        return readable_by(self.model_class, self.request.user).get(pk=pk)


class ChosenMultipleView(chooser.SnippetChosenMultipleView):
    """What was chosen, several at once."""

    def get_objects(self, pks: Any) -> QuerySet[Any]:
        return readable_by(self.model_class, self.request.user).filter(pk__in=pks)


class WritingChooser(chooser.SnippetChooserViewSet):
    """The chooser of challenges and of tutorials."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView


class WritingViewSet(SnippetViewSet):
    """What the screens of challenges and of tutorials share: the doors, the forms, the verbs."""

    index_view_class = ListView
    index_template_name = "authoring/list.html"
    index_results_template_name = "authoring/list_results.html"
    add_view_class = CreateView
    copy_view_class = CopyView
    edit_view_class = EditView
    revisions_revert_view_class = RevertView
    delete_view_class = DeleteView
    inspect_view_class = InspectView
    preview_on_add_view_class = PreviewOnCreate
    preview_on_edit_view_class = PreviewOnEdit
    revisions_view_class = RevisionView
    chooser_viewset_class = WritingChooser
    inspect_view_enabled = True
    inspect_template_name = "authoring/inspect.html"
    add_to_admin_menu = True
    list_per_page = 50
    list_display = (
        "__str__",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column(
            "checks", label=_("Checks"), accessor="get_checks_display", sort_key="checks", classname="authoring-wide"
        ),
        Column("competence", label=_("Competence"), sort_key="competence"),
        Column("level", label=_("Level"), sort_key="level"),
        UserColumn("author", label=_("Author"), classname="authoring-wide"),
        DateColumn("updated_at", label=_("Changed"), sort_key="updated_at", classname="authoring-wide"),
    )
    write_label: Any = ""
    """The button that begins a new one."""
    new_label: Any = ""
    """What a new one is called."""
    list_export = ("uuid",)
    ordering = ("-pk",)
    search_backend_name = None
    search_fields = ("title",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What the reader may see, the bin apart."""
        rows = readable_by(self.model, request.user)
        return rows if request.GET.get("state") == State.DELETED else present(rows)

    def shown(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With what a list shows of them, without the columns that it does not."""
        return rows.select_related("author__wagtail_userprofile").defer(*self.wide)

    pages: tuple[tuple[str, type[DraftView]], ...] = (
        ("submit", SubmitView),
        ("retire", RetireView),
        ("restore", RestoreView),
        ("around", AroundView),
    )
    """The screens of ours about one draft."""

    wide: tuple[str, ...] = ("words", "credits", "source")

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_index_view_kwargs(**kwargs), "add_item_label": self.write_label}

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_add_view_kwargs(**kwargs), "page_subtitle": self.new_label}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Every screen behind its door."""
        own = [path(f"{name}/<int:pk>/", view.as_view(model=self.model), name=name) for name, view in self.pages]
        own += [
            path("check/", self.construct_view(CheckOnCreate, form_class=self.get_form_class()), name="check_on_add"),
            path(
                "check/<int:pk>/",
                self.construct_view(CheckOnEdit, form_class=self.get_form_class(for_update=True)),
                name="check_on_edit",
            ),
        ]
        return [guarded(pattern, self.model) for pattern in (*super().get_urlpatterns(), *own)]


class ChallengeViewSet(WritingViewSet):
    """Challenges."""

    model = Challenge
    icon = "form"
    menu_label = _("Challenges")
    write_label = _("Write a challenge")
    new_label = _("New challenge")
    menu_order = 100
    wide = (*WritingViewSet.wide, "statement", "content", "hint", "feedback_correct", "feedback_incorrect")
    filterset_class = ChallengeFilters
    pages = (
        *WritingViewSet.pages,
        ("variant", VariantView),
        ("translate", TranslateView),
        ("follow", FollowView),
        ("discussion", DiscussionView),
        ("calibrate", CalibrateView),
    )

    def get_edit_handler(self) -> Any:
        return panels.CHALLENGE.bind_to_model(self.model)


class TutorialViewSet(WritingViewSet):
    """Tutorials."""

    model = Tutorial
    icon = "openquote"
    menu_label = _("Tutorials")
    write_label = _("Write a tutorial")
    new_label = _("New tutorial")
    menu_order = 150
    wide = (*WritingViewSet.wide, "body")
    filterset_class = TutorialFilters

    def get_edit_handler(self) -> Any:
        return panels.TUTORIAL.bind_to_model(self.model)
