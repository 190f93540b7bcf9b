"""What everybody sets for themselves: name, password, and the browsers they are signed in with."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.accounts.actions.details import change_my_details, change_my_password
from goodword.accounts.actions.sessions import end_other_sessions, end_session
from goodword.accounts.queries import sessions_of, sign_ins_of
from goodword.core.errors import Invalid
from goodword.web.settings.browsers import browser_name
from goodword.web.settings.forms import DetailsForm, PasswordForm
from goodword.web.settings.frame import actor_of, settings_page
from goodword.web.shell import AgentRequest, show_toast


@require_http_methods(["GET", "HEAD", "POST"])
def details_page(request: AgentRequest) -> HttpResponse:
    """My name, as customers see it."""
    me = request.user
    shown = {"name": me.name}
    form = DetailsForm(request.POST or None, initial=shown)
    if form.is_valid():
        try:
            change_my_details(by=actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-details")
    return _details(request, form, PasswordForm())


@sensitive_post_parameters("current", "password")
@require_POST
def password(request: AgentRequest) -> HttpResponse:
    """Set my own password; my other browsers are signed out."""
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            asked, key = form.cleaned_data, request.session.session_key or ""
            me = change_my_password(by=actor_of(request), except_key=key, **asked)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            update_session_auth_hash(request, me)
            show_toast(request, _("Your password is changed. Your other browsers are signed out."), tone="kept")
            return redirect("settings-details")
    me = request.user
    shown = {"name": me.name}
    return _details(request, DetailsForm(initial=shown), form)


def _details(request: AgentRequest, details: DetailsForm, secret: PasswordForm) -> HttpResponse:
    page = {"form": details, "password_form": secret, "title": _("My details")}
    status = 422 if details.errors or secret.errors else 200
    return settings_page(request, "settings/details.html", page, status=status)


@require_safe
def sessions_page(request: AgentRequest) -> HttpResponse:
    """The browsers in which I am signed in."""
    sessions = [
        {
            "session": session,
            "browser": browser_name(session.user_agent),
            "is_this": session.session_key == request.session.session_key,
        }
        for session in sessions_of(request.user)
    ]
    lately = [{"entered": one, "browser": browser_name(one.user_agent)} for one in sign_ins_of(request.user)]
    page = {"sessions": sessions, "lately": lately, "title": _("My sessions")}
    return settings_page(request, "settings/sessions.html", page)


@require_POST
def session_end(request: AgentRequest, session_id: int) -> HttpResponse:
    """Sign one browser of mine out."""
    end_session(session_id, by=actor_of(request))
    show_toast(request, _("That browser is signed out."), tone="kept")
    return redirect("settings-sessions")


@require_POST
def other_sessions_end(request: AgentRequest) -> HttpResponse:
    """Sign out every browser of mine but this one."""
    end_other_sessions(by=actor_of(request), except_key=request.session.session_key or "")
    show_toast(request, _("Every other browser is signed out."), tone="kept")
    return redirect("settings-sessions")
