"""The author's forms. Everything may stay empty while drafting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.models import User
from authoring.enums import DEVICES, LICENCES


class PeopleField(forms.ModelMultipleChoiceField):
    """People by their e-mail addresses, one a line: no list of everybody is shown."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.filter(is_active=True), to_field_name="email", **kwargs)
        self.widget.attrs["rows"] = 2

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(person.email for person in User.objects.filter(pk__in=[getattr(p, "pk", p) for p in value]))

    def clean(self, value: Any) -> Any:
        return super().clean([word.lower() for word in (value or "").replace(",", " ").split()])


class WritingForm(WagtailAdminModelForm):
    """What the forms of challenges and tutorials share."""

    coauthors = PeopleField(
        label=_("Co-authors"),
        required=False,
        help_text=_("Their e-mail addresses, one a line. They can edit and submit too, and cannot judge."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "licence" in self.fields:
            self.fields["licence"] = licence_field(self.instance.licence)
        for name in ("disciplines", "classes"):
            if name in self.fields:
                self.fields[name].widget = forms.CheckboxSelectMultiple(choices=self.fields[name].choices)


def licence_field(current: str) -> forms.ChoiceField:
    """The licences offered, and the one the draft has already."""
    known = {value for value, _name in LICENCES}
    own = [] if current in known or not current else [(current, current)]
    return forms.ChoiceField(label=_("Licence"), required=False, choices=[("", _("Choose…")), *LICENCES, *own])


class ChallengeForm(WritingForm):
    """A challenge."""

    devices = forms.MultipleChoiceField(
        label=_("Devices"), required=False, choices=DEVICES, widget=forms.CheckboxSelectMultiple
    )
