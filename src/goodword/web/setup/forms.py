"""The forms of the first run."""

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.web.door.forms import PASSWORD_ADVICE
from goodword.web.forms import DeskForm
from goodword.web.settings.choices import languages, time_zones


class CodeForm(DeskForm):
    code = forms.CharField(
        label=_("One-time code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class FoundingForm(DeskForm):
    name = forms.CharField(
        label=_("Organization"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, widget=forms.Select(attrs={"data-controller": "time-zone"})
    )
    owner_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    owner_email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=PASSWORD_ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class FirstMailboxForm(DeskForm):
    address = forms.EmailField(
        label=_("Address"), help_text=_("Where your customers write to, such as help@example.org.")
    )
