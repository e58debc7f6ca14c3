"""Forms about engines."""

from django import forms
from django.utils.translation import gettext_lazy as _

from challengebank.models import Bank, Engine


class ScopeForm(forms.Form):
    """What an engine may read."""

    banks = forms.ModelMultipleChoiceField(
        Bank.objects.order_by("name"),
        label=_("Banks opened to it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Training banks in production are open to every engine."),
    )
    channel = forms.ChoiceField(
        label=_("Channel"), choices=Engine._meta.get_field("channel").choices, widget=forms.RadioSelect
    )


class EngineForm(ScopeForm):
    """A new engine."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("Of the program and of those who run it."))
    field_order = ("name", "banks", "channel")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].initial = Engine._meta.get_field("channel").default


class WebhookForm(forms.Form):
    """An address to tell."""

    address = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("It begins with https:// and is on the public internet."),
    )
