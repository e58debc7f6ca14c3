"""The forms by which people sign in, and by which an administrator describes them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from accounts.attempts import PAUSE, must_wait, one_more, wrong_passwords
from accounts.models import School, User
from accounts.roles import ROLE_NAMES


class SignInForm(LoginForm):
    """Wagtail's form, with its fields named in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-mail address")
        self.fields["username"].widget.attrs |= {"placeholder": "", "autocomplete": "username"}
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs |= {"placeholder": "", "autocomplete": "current-password"}

    def clean(self) -> dict[str, Any]:
        """Who guesses an account's password must wait after a few wrong ones; the right one is not even tried."""
        guessed = wrong_passwords(self.cleaned_data.get("username", ""), self.request)
        if must_wait(guessed):
            raise forms.ValidationError(_("Too many wrong passwords: try again in five minutes."))
        try:
            return dict(super().clean())
        except forms.ValidationError:
            one_more(guessed, PAUSE)
            raise


class PersonForm(forms.Form):
    """A person, as an administrator describes him. A school that is not known yet is made from its number and name."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("The person signs in with it."))
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=list(ROLE_NAMES.items()), widget=forms.CheckboxSelectMultiple
    )
    uai = forms.CharField(
        label=_("School, by its UAI number"),
        required=False,
        max_length=8,
        validators=School._meta.get_field("uai").validators,
        help_text=_("Seven digits and a letter."),
    )
    school_name = forms.CharField(label=_("Name of the school, when it is new here"), required=False, max_length=200)
    school_city = forms.CharField(label=_("City of the school, when it is new here"), required=False, max_length=100)
    active = forms.BooleanField(label=_("May sign in"), required=False, initial=True)

    def __init__(self, *args: Any, person: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_described(person) if person else None, **kwargs)
        self.person = person
        if person is None:
            del self.fields["active"]

    def clean_email(self) -> str:
        """An address serves once."""
        email = str(self.cleaned_data["email"]).lower()
        others = User.objects.exclude(pk=self.person.pk) if self.person else User.objects.all()
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("This address is already used."))
        return email

    def clean_uai(self) -> str:
        """Capital letters, whatever was typed."""
        return str(self.cleaned_data["uai"]).upper()

    def clean(self) -> dict[str, Any]:
        """The school itself is under `school`."""
        values = super().clean() or {}
        uai, name, city = (values.pop(field, "") for field in ("uai", "school_name", "school_city"))
        values["school"] = School.objects.filter(uai=uai).first() if uai else None
        if uai and values["school"] is None:
            if name:
                values["school"] = School(uai=uai, name=name, city=city)
            else:
                self.add_error("school_name", _("This school is not known here yet: give its name."))
        return values


def _described(person: User) -> dict[str, Any]:
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "roles": [group.name for group in person.groups.all()],
        "uai": person.school.uai if person.school else "",
        "active": person.is_active,
    }
