"""The operator's forms."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challengebank.enums import Purpose
from challengebank.errors import BankError
from challengebank.models import Bank, Recall
from challengebank.selection import HIGHEST, LOWEST, SelectionRules
from frameworks.models import Competence, Discipline, Grade
from items.types import TYPES


class Words(forms.CharField):
    """Several values in one line, separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.strip() for word in super().clean(value).split(",") if word.strip()))


def _boxes(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class RulesForm(forms.Form):
    """What a bank selects: its purpose, and its rules in fields named as in SelectionRules."""

    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        initial=Purpose.TRAINING,
        help_text=_("Certification content is secret: engines need a key to get it. The purpose never changes."),
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
        label=_("Never these challenges"), required=False, help_text=_("Their identifiers, separated by commas.")
    )

    GROUPS = (
        (_("Competences and levels"), ("competences", "lowest_level", "highest_level")),
        (_("School"), ("disciplines", "classes")),
        (_("Form"), ("types", "accessible")),
        (_("Words and rights"), ("tags", "excluded_tags", "licences", "quorum", "excluded")),
    )

    def __init__(self, *args: Any, framework: str = "crcn", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(number, str(number)) for number in range(LOWEST, settings.VIVIER_HIGHEST_LEVEL + 1)]
        competences = Competence.objects.filter(framework__slug=framework)
        choices = {
            "competences": [(competence.code, str(competence)) for competence in competences],
            "lowest_level": levels,
            "highest_level": levels,
            "disciplines": [(discipline.slug, discipline.name) for discipline in Discipline.objects.all()],
            "classes": [(grade.slug, grade.name) for grade in Grade.objects.all()],
            "types": [(kind.model_fields["type"].default, gettext(getattr(kind, "label", ""))) for kind in TYPES],
            "accessible": [
                ("blind", _("blind people")),
                ("colour_blind", _("colour-blind people")),
                ("deaf", _("deaf people")),
            ],
        }
        for name, values in choices.items():
            self.fields[name].choices = values
        self.fields["highest_level"].initial = settings.VIVIER_HIGHEST_LEVEL

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of the rules by subject, for the template."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        """The rules themselves are under `rules`."""
        values = super().clean() or {}
        try:
            values["rules"] = SelectionRules.read(
                {name: values[name] for name in SelectionRules.model_fields if values.get(name)}
            )
        except BankError as error:
            raise forms.ValidationError(str(error)) from None
        return values


class BankForm(RulesForm):
    """A bank: its names, and what it selects."""

    name = forms.CharField(label=_("Name"), max_length=200)
    slug = forms.SlugField(
        label=_("Short name"),
        help_text=_("In addresses and file names: small letters, digits, hyphens. It never changes."),
    )
    field_order = ("name", "slug", "purpose")

    @classmethod
    def of(cls, bank: Bank, data: Any = None) -> "BankForm":
        """The form of a bank that exists: its short name and its purpose stay."""
        initial = {**bank.selection.model_dump(), "name": bank.name, "slug": bank.slug, "purpose": bank.purpose}
        form = cls(data, initial=initial, framework=bank.framework)
        form.fields["slug"].disabled = form.fields["purpose"].disabled = True
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
    """Why and how a version is withdrawn."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    urgency = forms.ChoiceField(
        label=_("Engines stop playing it"), choices=Recall.Urgency.choices, widget=forms.RadioSelect, initial="normal"
    )
    past_answers = forms.ChoiceField(
        label=_("Answers already given"), choices=Recall.PastAnswers.choices, widget=forms.RadioSelect, initial="keep"
    )
