"""Allauth's forms, with our words and our way of counting."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goodword.web.door.limits import may_ask_for_mail

TOO_MANY = _("That was often for a short time. Wait a few minutes, then try again.")


def _check_may_ask(address: str) -> None:
    if not may_ask_for_mail(context.request, address):
        raise ValidationError(TOO_MANY)


class AskForCodeForm(allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """The address that a code for signing in is sent to."""

    def clean_email(self) -> str:
        email = str(super().clean_email())
        _check_may_ask(email)
        return email


class AskForResetForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address that a link for a new password is sent to."""

    def clean_email(self) -> str:
        email = str(super().clean_email())
        _check_may_ask(email)
        return email


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, once: it can be shown while typing, so nobody has to type it twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
