"""The author's forms. Everything may stay empty while drafting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.widgets import AdminSnippetChooser

from accounts.models import User
from authoring.enemies import declared
from authoring.enums import DEVICES, LICENCES
from authoring.families import LABELS, is_variant
from authoring.models import Challenge
from authoring.queries import present, readable_by
from authoring.widgets import Ticks
from frameworks.queries import class_choices, discipline_choices


class PeopleField(forms.ModelMultipleChoiceField):
    """People by their e-mail addresses, one a line: no list of everybody is shown."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.filter(is_active=True), to_field_name="email", **kwargs)
        self.widget.attrs["rows"] = 2

    def prepare_value(self, value: Any) -> Any:
        """Their addresses, to show people; addresses that were sent are what they are."""
        if not value or isinstance(value, str) or isinstance(next(iter(value)), str):
            return value or ""
        return "\n".join(person.email for person in User.objects.filter(pk__in=[getattr(p, "pk", p) for p in value]))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(_addresses(self.prepare_value(initial))) != set(_addresses(data))

    def clean(self, value: Any) -> Any:
        return super().clean(_addresses(value))


def _addresses(text: str | None) -> list[str]:
    return [word.lower() for word in (text or "").replace(",", " ").split()]


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
        for name, choices in (("disciplines", discipline_choices), ("classes", class_choices)):
            if name in self.fields:
                self.fields[name].widget = Ticks(choices=choices)

    def save(self, commit: bool = True) -> Any:
        """Tags that did not change are not looked up and written again, one by one."""
        if "tags" not in self.changed_data:
            self.cleaned_data.pop("tags", None)
        return super().save(commit)


def licence_field(current: str) -> forms.ChoiceField:
    """The licences offered, and the one the draft has already."""
    known = {value for value, _name in LICENCES}
    own = [] if current in known or not current else [(current, current)]
    return forms.ChoiceField(label=_("Licence"), required=False, choices=[("", _("Choose…")), *LICENCES, *own])


class EnemiesField(forms.MultipleChoiceField):
    """The enemies declared, by title, each with a tick; those that the reader may not see stay as they are."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, draft: Challenge, reader: Any) -> None:
        """Show those of a draft."""
        names = {str(row.uuid): str(row) for row in declared(draft.enemies, reader)}
        self.choices = [(uuid, names.get(uuid, _("a challenge that you may not see"))) for uuid in draft.enemies]


class ChallengeForm(WritingForm):
    """A challenge."""

    varies = forms.MultipleChoiceField(
        label=_("Fields of its own"),
        required=False,
        choices=list(LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All the others say what the prototype says, now and later."),
    )
    enemies = EnemiesField(
        label=_("Never in the same test"),
        required=False,
        help_text=_("Challenges of which one gives the other away. Untick those that may meet again."),
    )
    enemy = forms.ModelChoiceField(
        Challenge.objects.none(), label=_("Add a challenge"), required=False, widget=AdminSnippetChooser(Challenge)
    )
    devices = forms.MultipleChoiceField(
        label=_("Devices"), required=False, choices=DEVICES, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_variant(self.instance):
            self.fields.pop("varies", None)
        if "enemies" in self.fields:
            self.fields["enemies"].offer(self.instance, self.for_user)
            self.fields["enemy"].queryset = present(readable_by(Challenge, self.for_user)).exclude(pk=self.instance.pk)
        content = self.fields.get("content")
        if content and self.is_bound and content.widget.value_omitted_from_data(self.data, self.files, "content"):
            content.disabled = True  # sent before the browser had drawn it: it stays as it was

    def clean(self) -> dict[str, Any]:
        """The challenge added is an enemy like the others."""
        values = super().clean()
        if "content" in self.fields and self.fields["content"].disabled:
            self.add_error(
                "content", _("The page was sent before it was complete: look at the answer, then save again.")
            )
        if enemy := values.get("enemy"):
            values["enemies"] = list(dict.fromkeys([*values.get("enemies", []), str(enemy.uuid)]))
        return values
