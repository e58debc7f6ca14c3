"""The fields of the author's forms, tab by tab."""

from typing import Any

from django.forms import TextInput
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from authoring.forms import ChallengeForm, WritingForm
from authoring.models import Challenge
from authoring.widgets import CompetenceSelect, ContentWidget, MarkdownArea, level_select


class Tabs(TabbedInterface):
    """Tabs that are drawn and not told to scripts as well: Wagtail would draw each widget twice, and no script asks."""

    class BoundPanel(TabbedInterface.BoundPanel):
        def js_opts(self) -> dict[str, Any]:
            return {**super().js_opts(), "children": []}


class FilledRow:
    """A row of a form: without a value it is as if nobody had added it, its place in the order notwithstanding."""

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {ORDERING_FIELD_NAME})  # type: ignore[attr-defined]


class Rows(InlinePanel):
    """Rows that may be added and not filled in yet: the draft is saved all the same."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = type("RowForm", (FilledRow, formset.get("form", WagtailAdminModelForm)), {})
        return options


ALIGNMENTS = Rows(
    "alignments",
    [
        FieldPanel("competence", widget=CompetenceSelect),
        FieldRowPanel([FieldPanel("level", widget=level_select()), FieldPanel("primary")]),
        FieldPanel("theme"),
    ],
    heading=_("Competences"),
    label=_("Competence"),
    help_text=_("What the challenge makes the pupil use: one competence, seldom more."),
)
SCHOOL = MultiFieldPanel([FieldPanel("disciplines"), FieldPanel("classes")], heading=_("School"))
ILLUSTRATION = MultiFieldPanel(
    [FieldPanel("illustration"), FieldPanel("illustration_alt"), FieldPanel("illustration_credit")],
    heading=_("Illustration"),
)
ATTACHMENTS = Rows("attachments", [FieldPanel("file"), FieldPanel("label")], heading=_("Files"), label=_("File"))
RIGHTS = [
    FieldPanel("licence"),
    FieldPanel("credits"),
    FieldPanel("source"),
    FieldPanel("coauthors"),
]


def markdown(name: str, rows: int, **options: Any) -> FieldPanel:
    """A field of Markdown."""
    return FieldPanel(name, widget=MarkdownArea(rows), **options)


def tab(heading: str, *panels: Panel | str) -> ObjectList:
    """A tab."""
    return ObjectList(list(panels), heading=heading)


CHALLENGE = Tabs(
    [
        tab(
            _("Question"),
            FieldPanel("title", classname="title", widget=TextInput({"placeholder": _("Title")})),
            markdown("statement", 5, heading=_("Statement")),
            FieldPanel("content", widget=ContentWidget(Challenge._meta.get_field("content"))),
            MultiFieldPanel(
                [markdown("hint", 1), markdown("feedback_correct", 2), markdown("feedback_incorrect", 2)],
                heading=_("Help and feedback"),
            ),
            FieldPanel("answer_tests", heading=_("Answer tests")),
        ),
        tab(_("Competences"), ALIGNMENTS, SCHOOL, FieldPanel("tags")),
        tab(
            _("Images, files, tutorials"),
            ILLUSTRATION,
            ATTACHMENTS,
            Rows(
                "tutorial_links",
                [FieldPanel("tutorial"), FieldPanel("moment")],
                heading=_("Tutorials"),
                label=_("Tutorial"),
            ),
        ),
        tab(
            _("Playing"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("estimated_time"), FieldPanel("time_limit")]),
                    FieldPanel("shuffle"),
                    FieldPanel("calculator"),
                    FieldPanel("focus"),
                    FieldPanel("devices"),
                    FieldPanel("sites"),
                ],
                heading=_("Playing"),
            ),
            MultiFieldPanel(
                [FieldPanel("blind"), FieldPanel("colour_blind"), FieldPanel("deaf")], heading=_("Accessibility")
            ),
        ),
        tab(_("Rights"), FieldPanel("purpose"), FieldPanel("locale"), *RIGHTS),
        tab(
            _("Family"),
            FieldPanel("varies"),
            MultiFieldPanel([FieldPanel("enemies"), FieldPanel("enemy")], heading=_("Enemies")),
        ),
    ],
    base_form_class=ChallengeForm,
)

TUTORIAL = Tabs(
    [
        tab(
            _("Tutorial"),
            FieldPanel("title", classname="title", widget=TextInput({"placeholder": _("Title")})),
            FieldPanel("kind"),
            markdown("body", 6, heading=_("Text")),
            FieldPanel("url"),
            FieldPanel("duration"),
        ),
        tab(_("Competences"), ALIGNMENTS, SCHOOL, FieldPanel("tags")),
        tab(_("Images, files"), ILLUSTRATION, ATTACHMENTS),
        tab(_("Rights"), FieldPanel("locale"), *RIGHTS),
    ],
    base_form_class=WritingForm,
)
