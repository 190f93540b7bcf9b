"""Where allauth asks us: who may come in, how often one may try, what the mails say and who sends them."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from goodword.accounts.actions.details import reset_password
from goodword.accounts.actions.entering import note_sign_in, note_wrong_password
from goodword.accounts.queries import organization
from goodword.accounts.types import Agent
from goodword.web.door.devices import remember_device
from goodword.web.door.limits import count_failed_password, may_try_password
from goodword.web.door.mailing import mail_problem
from goodword.web.door.ways import way_in, whence


class DoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The door of the desk: agents come by invitation, never by signing up."""

    error_messages = {  # noqa: RUF012  (allauth's attribute)
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address and the password do not belong together."),
        "incorrect_code": _("This is not the code. Look at the newest mail from us."),
        "too_many_login_attempts": _(
            "Too many wrong passwords for now. Wait five minutes, or have a code sent to you by e-mail."
        ),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link has been used, or it is too old."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not may_try_password(request, credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        count_failed_password(request, credentials.get("email", ""))
        note_wrong_password(credentials.get("email", ""), **whence(request))

    def post_login(self, request: HttpRequest, user: Agent, **options: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **options)
        way, second_step = way_in(request, user)
        note_sign_in(user.pk, way=way, second_step=second_step, **whence(request))
        remember_device(request, response, user.email)
        return response

    def set_password(self, user: Agent, password: str) -> None:
        changed = reset_password(user.pk, password=password)
        user.password = changed.password

    def add_message(  # noqa: PLR0917  (allauth's signature)
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,  # noqa: ARG002
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what was written for the occasion: our pages tell the rest themselves."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail from our own template of the same name."""
        name = template_prefix.removeprefix("account/email/")
        own = {**context, "email": email, "organization": organization(), "address": settings.GOODWORD.address}
        self.render_mail(f"door/mail/{name}", email, own).send()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Agent,
        context: dict[str, Any] | None = None,  # noqa: ARG002
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        """Tell an agent by mail that their second step changed, if any mail can leave: it may not have been them."""
        if template_prefix.startswith("mfa/") and not mail_problem():
            with override(user.language):
                self.send_mail("second_step_changed", user.email, {"user": user})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link under the configured address: what the browser claims as host is not trusted with a key."""
        uid, token = key.split("-", 1)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.GOODWORD.address.rstrip('/')}{path}"
