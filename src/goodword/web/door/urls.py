"""The door: allauth's views under our addresses and in our words. Their names are allauth's own."""

from allauth.account import views as allauth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.generic import TemplateView

from goodword.web.door import views

_code = allauth_views.ConfirmLoginCodeView.as_view(template_name="door/code.html")
_ask_reset = allauth_views.PasswordResetView.as_view(template_name="door/forgotten.html")
_reset_sent = allauth_views.PasswordResetDoneView.as_view(template_name="door/forgotten_sent.html")
_new_password = allauth_views.PasswordResetFromKeyView.as_view(template_name="door/new_password.html")
_suspended = TemplateView.as_view(template_name="door/suspended.html")

urlpatterns = [
    path("sign-in", allauth_views.LoginView.as_view(template_name="door/sign_in.html"), name="account_login"),
    path(
        "sign-in/code",
        allauth_views.RequestLoginCodeView.as_view(template_name="door/ask_code.html"),
        name="account_request_login_code",
    ),
    path("sign-in/code/confirmation", login_not_required(_code), name="account_confirm_login_code"),
    path("sign-in/password", login_not_required(_ask_reset), name="account_reset_password"),
    path("sign-in/password/sent", login_not_required(_reset_sent), name="account_reset_password_done"),
    re_path(
        r"^sign-in/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        login_not_required(_new_password),
        name="account_reset_password_from_key",
    ),
    path("sign-in/suspended", login_not_required(_suspended), name="account_inactive"),
    path("sign-out", allauth_views.LogoutView.as_view(template_name="door/sign_out.html"), name="account_logout"),
    path("invitations/<token>", views.invitation, name="invitation"),
]
