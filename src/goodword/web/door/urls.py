"""The door: allauth's views under our addresses and in our words. Their names are allauth's own."""

from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.webauthn import views as passkey_views
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView, TemplateView

from goodword.web.door import saml, single_sign_on, views
from goodword.web.door.provider import PROVIDER

_sign_in = allauth_views.LoginView.as_view(template_name="door/sign_in.html", extra_context={"title": _("Sign in")})
_ask_code = allauth_views.RequestLoginCodeView.as_view(
    template_name="door/ask_code.html", extra_context={"title": _("Sign in with a code")}
)
_code = allauth_views.ConfirmLoginCodeView.as_view(
    template_name="door/code.html", extra_context={"title": _("Enter the code")}
)
_ask_reset = allauth_views.PasswordResetView.as_view(
    template_name="door/forgotten.html", extra_context={"title": _("New password")}
)
_reset_sent = allauth_views.PasswordResetDoneView.as_view(
    template_name="door/forgotten_sent.html", extra_context={"title": _("Look into your mail")}
)
_new_password = allauth_views.PasswordResetFromKeyView.as_view(
    template_name="door/new_password.html", extra_context={"title": _("New password")}
)
_suspended = TemplateView.as_view(template_name="door/suspended.html", extra_context={"title": _("Suspended")})
_sign_out = allauth_views.LogoutView.as_view(template_name="door/sign_out.html", extra_context={"title": _("Sign out")})
_second_step = views.SecondStep.as_view(
    template_name="door/second_step.html", extra_context={"title": _("One more step")}
)
_again = allauth_views.ReauthenticateView.as_view(
    template_name="door/again.html", extra_context={"title": _("Is it still you?")}
)
_again_by_code = mfa_views.ReauthenticateView.as_view(
    template_name="door/again.html", extra_context={"title": _("Is it still you?")}
)
_again_by_passkey = passkey_views.ReauthenticateWebAuthnView.as_view(
    template_name="door/again_passkey.html", extra_context={"title": _("Is it still you?")}
)
_saml_out = RedirectView.as_view(url="/sign-out")  # asks; allauth's own would obey anybody's link
_provider = {"provider_id": PROVIDER}

urlpatterns = [
    path("sign-in", _sign_in, name="account_login"),
    path("sign-in/second-step", login_not_required(_second_step), name="mfa_authenticate"),
    path("sign-in/passkey", login_not_required(passkey_views.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/sso", single_sign_on.leave_for_provider, _provider, name="openid_connect_login"),
    path("sign-in/sso/back", single_sign_on.come_back, _provider, name="openid_connect_callback"),
    path("sign-in/saml/<slug:organization_slug>", saml.leave_for_provider, name="saml_login"),
    path("sign-in/saml/<slug:organization_slug>/answer", saml.take_answer, name="saml_acs"),
    path("sign-in/saml/<slug:organization_slug>/back", saml.come_back, name="saml_finish_acs"),
    path("sign-in/saml/<slug:organization_slug>/metadata", saml.describe_desk, name="saml_metadata"),
    path("sign-in/saml/<slug:organization_slug>/out", _saml_out, name="saml_sls"),
    path("sign-in/again", _again, name="account_reauthenticate"),
    path("sign-in/again/code", _again_by_code, name="mfa_reauthenticate"),
    path("sign-in/again/passkey", _again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("sign-in/code", _ask_code, name="account_request_login_code"),
    path("sign-in/code/confirmation", login_not_required(_code), name="account_confirm_login_code"),
    path("sign-in/password", login_not_required(_ask_reset), name="account_reset_password"),
    path("sign-in/password/sent", login_not_required(_reset_sent), name="account_reset_password_done"),
    re_path(
        r"^sign-in/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        login_not_required(_new_password),
        name="account_reset_password_from_key",
    ),
    path("sign-in/suspended", login_not_required(_suspended), name="account_inactive"),
    path("sign-out", _sign_out, name="account_logout"),
    path("invitations/<token>", views.invitation, name="invitation"),
]
