"""Allauth's forms, with our words and our way of counting."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goodword.web.door.limits import may_ask_for_mail
from goodword.web.door.mailing import mail_problem
from goodword.web.forms import DeskForm

PASSWORD_ADVICE = _("At least 10 characters; a few words in a row are easy to remember.")
TOO_MANY = _("That was often for a short time. Wait a few minutes, then try again.")


class OurWords:
    """Mixed into allauth's forms: our labels, and no words inside the inputs that go when one types."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name in {"login", "email"}:
                field.label = _("Work e-mail")
                field.widget.attrs["autocomplete"] = "username"


def _check_may_ask(address: str) -> None:
    """Said to everybody alike, whether they have an account or not. Raises ValidationError."""
    if problem := mail_problem():
        raise ValidationError(problem)
    if not may_ask_for_mail(context.request, address):
        raise ValidationError(TOO_MANY)


class SignInForm(OurWords, allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""


class AskForCodeForm(OurWords, allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """The address that a code for signing in is sent to."""

    def clean_email(self) -> str:
        email = str(super().clean_email())
        _check_may_ask(email)
        return email


class GiveCodeForm(OurWords, allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""


class AskForResetForm(OurWords, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address that a link for a new password is sent to."""

    def clean_email(self) -> str:
        email = str(super().clean_email())
        _check_may_ask(email)
        return email


class NewPasswordForm(OurWords, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, once: who mistypes it asks for another link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].help_text = PASSWORD_ADVICE


class AgainForm(OurWords, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that a stranger at an open browser must not do."""


class InvitationForm(DeskForm):
    """Who one is, and a password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("Customers see it under what you write."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=PASSWORD_ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
