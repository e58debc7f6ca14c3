"""The operator's forms."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.slug import SlugInput

from challengebank.blueprint import MOST, Blueprint, Cell, Place
from challengebank.blueprint_xlsx import read_xlsx
from challengebank.domain import Wanted
from challengebank.domain.exams import MOST_FORMS
from challengebank.enums import Channel, Duration, Purpose
from challengebank.errors import BankError
from challengebank.models import Bank, Recall
from challengebank.queries import Coverage, CoverageCell
from challengebank.selection import HIGHEST, LOWEST, SelectionRules
from frameworks.models import Competence, Framework
from frameworks.queries import class_choices, discipline_choices
from items.types import LABELS

PARTS = ("minimum", "target")


def type_choices() -> list[tuple[str, str]]:
    """The types of challenge, by their names."""
    return [(kind, gettext(label)) for kind, label in LABELS.items()]


class Small(forms.TextInput):
    """A small whole number, typed; the arrow keys stay free to walk about the grid."""

    def __init__(self, label: str) -> None:
        super().__init__({"inputmode": "numeric", "size": 3, "maxlength": 5, "autocomplete": "off", "data-part": label})


class Words(forms.CharField):
    """Several values in one line, separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.strip() for word in super().clean(value).split(",") if word.strip()))


def _boxes(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


FIXED = ("purpose", "framework", "locale")
"""What a bank is for, which never changes."""
FRAMEWORK: str = Bank._meta.get_field("framework").default
"""The framework of a bank that names none."""


class RulesForm(forms.Form):
    """What a bank selects: what it is for, and its rules in fields named as in SelectionRules."""

    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        initial=Purpose.TRAINING,
        help_text=_("Certification content is secret: engines need a key to get it. The purpose never changes."),
    )
    framework = forms.ChoiceField(
        label=_("Framework"),
        initial=FRAMEWORK,
        help_text=_("Where its challenges have their main place. It never changes."),
    )
    locale = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        initial="fr",
        help_text=_("The language of its challenges. It never changes."),
    )
    competences = _boxes(_("Competences"))
    lowest_level = forms.TypedChoiceField(label=_("From level"), coerce=int, initial=LOWEST)
    highest_level = forms.TypedChoiceField(label=_("To level"), coerce=int, initial=HIGHEST)
    disciplines = _boxes(_("Disciplines"))
    classes = _boxes(_("Classes"))
    types = _boxes(_("Types of challenge"))
    accessible = _boxes(_("Usable without help by"))
    tags = Words(label=_("With one of these tags"), required=False, help_text=_("Separated by commas."))
    excluded_tags = Words(label=_("Without any of these tags"), required=False, help_text=_("Separated by commas."))
    licences = Words(label=_("Under one of these licences"), required=False, help_text=_("Separated by commas."))
    quorum = forms.IntegerField(
        label=_("Acceptances at least"),
        min_value=0,
        max_value=20,
        required=False,
        help_text=_("0: whatever the policy."),
    )
    excluded = Words(
        label=_("Never these challenges"),
        required=False,
        help_text=_("Those that leaked: their identifiers, separated by commas."),
    )
    excluded_banks = _boxes(_("Never what these banks have released"))
    without_enemies = forms.BooleanField(
        label=_("Nor the enemies of all those"),
        required=False,
        help_text=_("An enemy gives away the answer of another challenge, or is too much like it."),
    )

    GROUPS = (
        (_("Competences and levels"), ("competences", "lowest_level", "highest_level")),
        (_("School"), ("disciplines", "classes")),
        (_("Form"), ("types", "accessible")),
        (_("Words, rights and review"), ("tags", "excluded_tags", "licences", "quorum")),
        (_("Kept out"), ("excluded", "excluded_banks", "without_enemies")),
    )

    def __init__(self, *args: Any, framework: str = FRAMEWORK, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(number, str(number)) for number in range(LOWEST, settings.VIVIER_HIGHEST_LEVEL + 1)]
        competences = Competence.objects.filter(framework__slug=framework)
        choices = {
            "framework": [(each.slug, str(each)) for each in Framework.objects.all()],
            "competences": [(competence.code, str(competence)) for competence in competences],
            "lowest_level": levels,
            "highest_level": levels,
            "disciplines": discipline_choices("slug"),
            "classes": class_choices("slug"),
            "types": type_choices(),
            "excluded_banks": list(Bank.objects.values_list("slug", "name")),
            "accessible": [
                ("blind", _("blind people")),
                ("colour_blind", _("colour-blind people")),
                ("deaf", _("deaf people")),
            ],
        }
        for name, values in choices.items():
            self.fields[name].choices = values
        self.fields["highest_level"].initial = settings.VIVIER_HIGHEST_LEVEL

    def clean_excluded(self) -> tuple[str, ...]:
        """Identifiers in the form that documents have."""
        try:
            return tuple(str(UUID(word)) for word in self.cleaned_data["excluded"])
        except ValueError:
            raise forms.ValidationError(
                _("An identifier looks like this: %(example)s.") % {"example": UUID(int=0)}
            ) from None

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of the rules by subject, for the template."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        """The rules themselves are under `rules`."""
        values = super().clean() or {}
        if values.get("lowest_level", LOWEST) > values.get("highest_level", HIGHEST):
            self.add_error("highest_level", _("The highest level is below the lowest."))
            return values
        try:
            values["rules"] = SelectionRules.read(
                {name: values[name] for name in SelectionRules.model_fields if values.get(name)}
            )
        except BankError as error:
            raise forms.ValidationError(str(error)) from None
        return values


SYNCED = {
    "data-controller": "w-sync",
    "data-action": "focus->w-sync#check blur->w-sync#apply change->w-sync#apply keyup->w-sync#apply",
    "data-w-sync-target-value": "#id_slug",
}
"""What Wagtail's scripts read on a title, to write the short name after it."""


class BankForm(RulesForm):
    """A bank: its names, and what it selects."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(SYNCED))
    slug = forms.SlugField(
        label=_("Short name"),
        widget=SlugInput({"data-w-slug-allow-unicode-value": "false"}),
        help_text=_("In addresses and file names: small letters, digits, hyphens. It never changes."),
    )
    channel = forms.ChoiceField(
        label=_("Channel"), choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.DRAFT
    )
    field_order = ("name", "slug", *FIXED, "channel")

    @classmethod
    def of(cls, bank: Bank, data: Any = None) -> "BankForm":
        """The form of a bank that exists: its short name and what it is for stay."""
        own = {name: getattr(bank, name) for name in ("name", "slug", *FIXED, "channel")}
        initial = {**bank.selection.model_dump(), **own}
        form = cls(data, initial=initial, framework=bank.framework)
        for name in ("slug", *FIXED):
            form.fields[name].disabled = True
        form.fields["name"].widget = forms.TextInput()
        return form


class ReleaseForm(forms.Form):
    """What the operator says when releasing."""

    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What changes for those who use this bank. Kept beside the release."),
    )


class RecallForm(forms.Form):
    """What is withdrawn, why and how."""

    whole = forms.TypedChoiceField(
        label=_("What is withdrawn"),
        choices=[("", _("this version alone")), ("1", _("the challenge, with all its versions, for good"))],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    urgency = forms.ChoiceField(
        label=_("Engines stop playing it"), choices=Recall.Urgency.choices, widget=forms.RadioSelect, initial="normal"
    )
    past_answers = forms.ChoiceField(
        label=_("Answers already given"), choices=Recall.PastAnswers.choices, widget=forms.RadioSelect, initial="keep"
    )


class BlueprintForm(forms.Form):
    """The grid of a blueprint: a minimum and a target for each competence and level, for one type and duration."""

    def __init__(self, data: Any = None, *, coverage: Coverage, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.coverage = coverage
        for cell in self._cells():
            for part, label in (("minimum", _("minimum")), ("target", _("target"))):
                name = self._name(cell.place, part)
                self.fields[name] = forms.IntegerField(min_value=0, max_value=MOST, required=False, widget=Small(label))
                self.initial.setdefault(name, getattr(cell, part) or None)

    def grid(self) -> list[tuple[Competence, list[tuple[CoverageCell, forms.BoundField, forms.BoundField]]]]:
        """Rows of cells, each with its count and its two fields."""
        return [
            (row.competence, [(cell, *(self[self._name(cell.place, part)] for part in PARTS)) for cell in row.cells])
            for row in self.coverage.rows
        ]

    def clean(self) -> dict[str, Any]:
        """The cells are under `cells`."""
        values = super().clean() or {}
        asked = []
        for cell in self._cells():
            minimum, target = (values.get(self._name(cell.place, part)) or 0 for part in PARTS)
            if target and target < minimum:
                self.add_error(self._name(cell.place, "target"), _("The target is below the minimum."))
            elif minimum or target:
                asked.append(Cell(**cell.place._asdict(), minimum=minimum, target=target or minimum))
        return {**values, "cells": tuple(asked)}

    def _cells(self) -> list[CoverageCell]:
        return [cell for row in self.coverage.rows for cell in row.cells]

    @staticmethod
    def _name(place: Place, part: str) -> str:
        return f"{place.competence}-{place.level}-{part}"


class SliceForm(forms.Form):
    """Which grid is shown: that of any challenge, of one type, of one duration."""

    type = forms.ChoiceField(label=_("Type"), required=False)
    duration = forms.ChoiceField(
        label=_("Duration"), required=False, choices=[("", _("any duration")), *Duration.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [("", _("any type")), *type_choices()]

    def slice(self) -> dict[str, str]:
        """The valid choice; that of any challenge when it is not."""
        return {name: self.cleaned_data.get(name, "") for name in self.fields} if self.is_valid() else {}


class SpreadsheetForm(forms.Form):
    """A blueprint as a spreadsheet."""

    file = forms.FileField(label=_("Spreadsheet (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))

    def clean_file(self) -> Blueprint:
        """The blueprint that the file says."""
        if self.cleaned_data["file"].size > 2_000_000:
            raise forms.ValidationError(_("This spreadsheet is too large."))
        try:
            return read_xlsx(self.cleaned_data["file"].file)
        except BankError as error:
            raise forms.ValidationError(str(error)) from None


class CallForm(forms.Form):
    """For which holes writers are called."""

    holes = forms.MultipleChoiceField(label=_("Holes"), widget=forms.CheckboxSelectMultiple)
    discipline = forms.ChoiceField(label=_("In one discipline"), required=False)

    def __init__(self, *args: Any, holes: Iterable[CoverageCell], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_value = {cell.place.key: cell for cell in holes}
        self.fields["holes"].choices = [(value, value) for value in self.by_value]
        self.fields["discipline"].choices = [
            ("", _("any discipline")),
            *discipline_choices("slug"),
        ]

    def wanted(self) -> list[Wanted]:
        """What the chosen holes ask."""
        chosen = [self.by_value[value] for value in self.cleaned_data["holes"]]
        discipline = self.cleaned_data["discipline"]
        return [Wanted(cell.place, max(cell.target, 1), discipline) for cell in chosen]


class ExamForm(forms.Form):
    """How many forms are to be proved."""

    forms = forms.IntegerField(
        label=_("Number of parallel forms"),
        min_value=1,
        max_value=MOST_FORMS,
        initial=1,
        help_text=_("Pupils who sit beside each other, or come back on another day, get different forms."),
    )
