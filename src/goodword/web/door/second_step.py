"""The second step of signing in: a code from an app, a passkey, a recovery code. Allauth's, with our words."""

from typing import Any, Final

from allauth.core import context, ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.accounts.actions.second_step import note_second_step
from goodword.accounts.queries import organization
from goodword.accounts.types import Agent
from goodword.core.keys import decrypt, encrypt
from goodword.web.door.forms import TOO_MANY, OurWords

_TAKEN_FOR: Final = 120  # seconds: longer than a code is good for
_WRONG: Final = gettext_lazy("This is not the code. Look at the app again, or use one of your recovery codes.")


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Where allauth asks us: how secrets are kept, what the house is called, who may take a second step away."""

    error_messages = {  # noqa: RUF012  (allauth's attribute)
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG,
        "cannot_delete_authenticator": gettext_lazy(
            "Your role asks for a second step, and this is your last one. Set up another one first."
        ),
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def _get_site_name(self) -> str:
        house = organization()
        return f"{house.name} (Goodword)" if house else "Goodword"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        house = organization()
        if house is None or authenticator.user.role not in house.second_step_roles:
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Agent, type: str) -> str:  # noqa: A002  (allauth's signature)
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}


def _check_not_too_often(user: Agent) -> None:
    """Whoever gets here knows the password, so counting by the person shuts nobody else out. Raises ValidationError."""
    if not ratelimit.consume(context.request, action="second_step", key=f"agent-{user.pk}"):
        raise ValidationError(TOO_MANY)


class _Once:
    """Mixed into the forms that take a code: not too many, and each code once, although clocks may differ."""

    user: Agent

    def clean_code(self) -> str:
        _check_not_too_often(self.user)
        code = str(super().clean_code())  # type: ignore[misc]
        mark = f"second-step.{self.user.pk}.{code.replace(' ', '')}"
        if not cache.add(mark, "taken", timeout=_TAKEN_FOR):
            raise ValidationError(_WRONG)
        ratelimit.clear(context.request, action="second_step", key=f"agent-{self.user.pk}")
        return code


def _one_time(field: forms.Field, label: str) -> None:
    field.label = label
    field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}


class SecondStepForm(_Once, OurWords, AuthenticateForm):  # type: ignore[misc]
    """The code from the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _one_time(self.fields["code"], _("Code"))


class AgainByCodeForm(_Once, OurWords, ReauthenticateForm):  # type: ignore[misc]
    """A code, to show that it is still the same person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _one_time(self.fields["code"], _("Code"))


class AppForm(OurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app shows that it has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _one_time(self.fields["code"], _("The six digits that the app shows"))

    def clean_code(self) -> str:
        _check_not_too_often(self.user)
        return str(super().clean_code())


class PasskeyForm(OurWords, AddWebAuthnForm):  # type: ignore[misc]
    """A name for the passkey. Every passkey of ours also signs in by itself, so it asks for a finger or a PIN."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = _("Such as “My phone” or “Reception computer”.")


def ways_of(agent: Agent) -> dict[str, Any]:
    """What the agent has set up: `app` (the row or None), `passkeys`, and how many recovery codes are left."""
    rows = list(Authenticator.objects.filter(user=agent).order_by("pk"))
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "app": next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
        "passkeys": [row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        "codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }


def _note(user: Agent, authenticator: Authenticator, *, is_there: bool) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        note_second_step(user.pk, way=str(authenticator.type), is_there=is_there)


def _added(user: Agent, authenticator: Authenticator, **_signal: Any) -> None:
    _note(user, authenticator, is_there=True)


def _removed(user: Agent, authenticator: Authenticator, **_signal: Any) -> None:
    _note(user, authenticator, is_there=False)


def follow_second_steps() -> None:
    """Have allauth tell us when somebody sets up a second step or takes one away."""
    authenticator_added.connect(_added, dispatch_uid="second step added")
    authenticator_removed.connect(_removed, dispatch_uid="second step removed")
