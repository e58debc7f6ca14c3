"""The reviewer's forms."""

import textwrap
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from accounts.domain import declare_fields
from accounts.models import User
from accounts.roles import CHIEF_REVIEWER, REVIEWER
from frameworks.models import Competence
from frameworks.queries import discipline_choices
from items.criteria import CRITERIA
from items.document import Document
from review.anchors import place, texts
from review.enums import Grade, Opinion, Round
from review.models import Review, ReviewPolicy
from review.models.policies import CRITICAL
from review.queries import reviewers
from review.rubric import RUBRIC, Criterion, criteria


def _text(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), **options)


class VerdictForm(forms.Form):
    """A grade and a remark for each criterion asked, then the verdict."""

    outcome = forms.ChoiceField(label=_("Your verdict"), widget=forms.RadioSelect)
    comment = _text(
        _("To the author"),
        required=False,
        help_text=_("What is good, what must change and how. The author reads it when the review is over."),
    )
    note = _text(_("To the chief reviewers only"), rows=2, required=False)

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review
        self.rubric = criteria(review.criteria)
        self.fields["outcome"].choices = [
            choice for choice in Opinion.choices if review.round != Round.ARBITRATION or choice[0] != Opinion.DISCUSS
        ]
        for criterion in self.rubric:
            self.fields[f"grade_{criterion.slug}"] = forms.TypedChoiceField(
                label=criterion.label, choices=Grade.choices, coerce=int, widget=forms.RadioSelect
            )
            self.fields[f"remark_{criterion.slug}"] = _text(_("Remark"), rows=1, required=False)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Each criterion with its bound fields and anchors, for the template."""
        for criterion in self.rubric:
            grade = self[f"grade_{criterion.slug}"]
            yield {
                "criterion": criterion,
                "critical": criterion.slug in self.review.policy.critical,
                "grade": grade,
                "choices": self._choices(criterion, grade.value()),
                "remark": self[f"remark_{criterion.slug}"],
            }

    def _choices(self, criterion: Criterion, value: Any) -> list[tuple[Grade, Any, bool]]:
        return [(grade, anchor, str(grade.value) == str(value)) for grade, anchor in reversed(criterion.anchors)]

    def grades(self) -> dict[str, dict[str, Any]]:
        """The rubric as `record_verdict` takes it."""
        values = self.cleaned_data
        return {
            c.slug: {"grade": values[f"grade_{c.slug}"], "comment": values[f"remark_{c.slug}"]} for c in self.rubric
        }


class CommentForm(forms.Form):
    """A remark on a place of the document."""

    anchor = forms.ChoiceField(label=_("About"), required=False)
    quote = forms.CharField(
        label=_("Passage"),
        required=False,
        max_length=2000,
        help_text=_("Select it in the file: it comes here by itself."),
    )
    body = _text(_("Remark"))
    suggestion = _text(_("Put instead"), rows=2, required=False, help_text=_("The author applies it with one click."))

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts(document)
        places = [(path, f"{place(path)} – {shortened(text)}") for path, text in self.texts.items()]
        self.fields["anchor"].choices = [("", _("the whole document")), *places]


def shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    return textwrap.shorten(text, 50, placeholder="…")


class ReasonForm(forms.Form):
    """Why somebody gives a place back or withdraws a review."""

    reason = _text(_("Reason"), rows=2)


class PersonField(forms.ModelChoiceField):
    """A person, by name and school."""

    def label_from_instance(self, person: User) -> str:
        return f"{person} · {person.school.name}" if person.school else str(person)


class HandOverForm(ReasonForm):
    """To give one's place to somebody else, or back to all."""

    to = PersonField(
        label=_("Propose my place to"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("nobody in particular: it becomes free"),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = reviewers().exclude(pk=person.pk)


class ConflictForm(forms.Form):
    """With whom there is a conflict of interest: anybody who writes or reviews."""

    other = PersonField(label=_("With whom"), queryset=User.objects.none())

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, groups__isnull=False).exclude(pk=person.pk).distinct()
        self.fields["other"].queryset = people.select_related("school").order_by("last_name", "first_name")


class FilterForm(forms.Form):
    """What the queue shows."""

    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    competence = forms.ChoiceField(label=_("Competence"), required=False)
    level = forms.TypedChoiceField(label=_("Level"), required=False, coerce=int, empty_value=None)
    item_type = forms.ChoiceField(label=_("Type"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, Any]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in choices.items():
            self.fields[name].choices = [("", gettext("all")), *values]

    def lookups(self) -> dict[str, Any]:
        """What is asked, as lookups on the version; nothing when the form is wrong."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


class PolicyForm(forms.ModelForm):
    """A new policy. Nothing of an old one is ever changed."""

    criteria = forms.MultipleChoiceField(label=_("Rubric"), widget=forms.CheckboxSelectMultiple, initial=CRITERIA)
    critical = forms.MultipleChoiceField(
        label=_("Critical criteria"), widget=forms.CheckboxSelectMultiple, initial=CRITICAL, required=False
    )
    reviewers = forms.MultipleChoiceField(
        label=_("Who may review"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(REVIEWER, _("Reviewers")), (CHIEF_REVIEWER, _("Chief reviewers"))],
        initial=[REVIEWER, CHIEF_REVIEWER],
    )
    valid_from = forms.DateTimeField(
        label=_("Valid from"), required=False, help_text=_("Empty: from now on."), widget=AdminDateTimeInput
    )

    class Meta:
        model = ReviewPolicy
        fields = (
            "purpose",
            "valid_from",
            "quorum",
            "rule",
            "blindness",
            "days",
            "other_school",
            "reciprocity_days",
            "criteria",
            "critical",
            "reviewers",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(criterion.slug, criterion.label) for criterion in RUBRIC]
        self.fields["criteria"].choices = self.fields["critical"].choices = choices


class FieldsForm(forms.ModelForm):
    """What a person teaches and feels able to judge, on the page of his account."""

    disciplines = forms.MultipleChoiceField(label=_("Disciplines"), required=False, widget=forms.CheckboxSelectMultiple)
    competences = forms.MultipleChoiceField(label=_("Competences"), required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = User
        fields = ("disciplines", "competences")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["disciplines"].choices = discipline_choices("slug")
        competences = Competence.objects.filter(framework__slug="crcn")
        self.fields["competences"].choices = [(competence.code, str(competence)) for competence in competences]

    def save(self, commit: bool = True) -> User:
        """By the verb."""
        return declare_fields(person=self.instance, **self.cleaned_data) if self.has_changed() else self.instance
