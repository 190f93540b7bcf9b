"""How one signs in: passkeys, an authenticator app, recovery codes. Allauth's views in the frame of the settings."""

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import ContextMixin

from goodword.web.door.second_step import SecondStepAdapter, ways_of
from goodword.web.settings.frame import frame_of
from goodword.web.shell import AgentRequest


class _InSettings(ContextMixin):
    """A page with the tabs of the settings."""

    request: AgentRequest
    title = _("Signing in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frame = frame_of(self.request.user, self.request.path)
        return {**super().get_context_data(**kwargs), **frame, "title": self.title}


class SigningInPage(_InSettings, IndexView):  # type: ignore[misc]
    """What is set up, and what can be."""

    template_name = "settings/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = ways_of(self.request.user)
        return {**super().get_context_data(**kwargs), **mine, "owes": self.request.user.owes_second_step}


class NewApp(_InSettings, ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""

    template_name = "settings/authenticator_app.html"
    title = _("Authenticator app")


class AppRemoval(_InSettings, DeactivateTOTPView):  # type: ignore[misc]
    """Take the app away."""

    template_name = "settings/second_step_removal.html"
    title = _("Take the app away")
    extra_context = {  # noqa: RUF012  (Django's attribute)
        "question": _("Codes from your app will no longer be asked for, nor taken."),
        "label": _("Take the app away"),
    }


class NewPasskey(_InSettings, AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey that signs in by itself."""

    template_name = "settings/passkey.html"
    title = _("Add a passkey")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = super().get_context_data(**kwargs)
        page["js_data"] = {"creation_options": begin_registration(self.request.user, passwordless=True)}
        return page


class PasskeyRemoval(_InSettings, RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey, unless it is the last second step of somebody who must have one."""

    template_name = "settings/second_step_removal.html"
    title = _("Remove the passkey")
    success_url = reverse_lazy("mfa_index")
    extra_context = {  # noqa: RUF012  (Django's attribute)
        "question": _("It will no longer sign you in. Delete it on your device too."),
        "label": _("Remove the passkey"),
    }

    def get_form_class(self) -> type[forms.Form]:
        authenticator, adapter = self.object, SecondStepAdapter()

        class Removal(forms.Form):
            def clean(self) -> None:
                if not adapter.can_delete_authenticator(authenticator):
                    raise ValidationError(adapter.error_messages["cannot_delete_authenticator"])

        return Removal

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = super().get_context_data(**kwargs)
        if not self.request.POST:  # said before one tries
            page["form"] = self.get_form_class()({})
        return page


class Codes(_InSettings, ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes that are left."""

    template_name = "settings/recovery_codes.html"
    title = _("Recovery codes")


class NewCodes(_InSettings, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new codes; the old ones let nobody in any more."""

    template_name = "settings/second_step_removal.html"
    title = _("New recovery codes")
    extra_context = {  # noqa: RUF012  (Django's attribute)
        "question": _("The codes that you have now will no longer work."),
        "label": _("Make new codes"),
    }


class CodesFile(DownloadRecoveryCodesView):  # type: ignore[misc]
    """The codes as a text file."""

    template_name = "settings/recovery_codes.txt"
