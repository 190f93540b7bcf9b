"""Signing in to mailboxes with a provider: the desk's registrations there, and the way to the provider and back."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from goodword.channels.email.actions.granting import begin_sign_in
from goodword.channels.email.actions.registering import Registering, forget_provider, register_provider
from goodword.channels.email.choices import Flow
from goodword.channels.email.grants import break_off_sign_in, finish_sign_in, sign_the_desk_in
from goodword.channels.email.queries import all_registrations, registration_at
from goodword.channels.email.sign_in_providers import (
    ANY_TENANT,
    SIGN_IN_PROVIDERS,
    SignInProvider,
    sign_in_provider,
)
from goodword.channels.email.types import Registration
from goodword.core.errors import ActionRefused, DomainError, Invalid
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, render_page, show_toast

_THEN = "sign_in_then"  # the page that somebody came from, in their session
_PAGES = {"settings-connection", "setup-connection"}


class RegistrationForm(DeskForm):
    """What the provider shows for the desk."""

    name = forms.CharField(label=gettext_lazy("Name on the button"), max_length=60, required=False)
    client_id = forms.CharField(label=gettext_lazy("Client id"), max_length=255)
    client_secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    tenant = forms.CharField(
        label=gettext_lazy("Directory (tenant)"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("The id of your directory; leave “organizations” if several sign in."),
    )
    flow = forms.ChoiceField(label=gettext_lazy("How it lets the desk in"), choices=Flow.choices)
    authorize_address = forms.CharField(label=gettext_lazy("Address to sign in at"), required=False, max_length=500)
    token_address = forms.CharField(label=gettext_lazy("Address that gives tokens"), required=False, max_length=500)
    scope = forms.CharField(
        label=gettext_lazy("Scope"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("What the desk asks for: mail by IMAP and SMTP, and to stay signed in."),
    )


def redirect_address() -> str:
    """Where providers send the browser back to, as it must be registered there."""
    return f"{settings.GOODWORD.address}{reverse('settings-signed-in')}"


@require_safe
def providers_page(request: AgentRequest) -> HttpResponse:
    """Where the desk is registered, and where it can be."""
    administrator(request)
    page = {"registrations": all_registrations(), "known": SIGN_IN_PROVIDERS, "title": _("Sign-in with providers")}
    return settings_page(request, "settings/providers.html", page)


@sensitive_post_parameters("client_secret")
@require_http_methods(["GET", "HEAD", "POST"])
def new_provider(request: AgentRequest, provider: str) -> HttpResponse:
    """Enter a new registration."""
    administrator(request)
    return _registration(request, sign_in_provider(provider), None)


@sensitive_post_parameters("client_secret")
@require_http_methods(["GET", "HEAD", "POST"])
def provider_page(request: AgentRequest, registration_id: int) -> HttpResponse:
    """Change one, such as after its secret expired."""
    administrator(request)
    registration = registration_at(registration_id)
    return _registration(request, sign_in_provider(registration.provider), registration)


@sensitive_variables()
def _registration(request: AgentRequest, known: SignInProvider, stored: Registration | None) -> HttpResponse:
    form = _form(request, known, stored)
    if form.is_valid():
        entered = {**form.cleaned_data, "flow": Flow(form.cleaned_data.get("flow") or Flow.PERSON)}
        try:
            asked = Registering(provider=known.key, **entered)
            register_provider(asked, by=actor_of(request), registration_id=stored.pk if stored else None)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved. Mailboxes can sign in this way now."), tone="kept")
            return redirect("settings-providers")
    page = {
        "form": form,
        "known": known,
        "stored": stored,
        "redirect_address": redirect_address(),
        "title": stored.name if stored else str(known.name),
    }
    return settings_page(request, "settings/provider.html", page, status=422 if form.errors else 200)


def _form(request: AgentRequest, known: SignInProvider, stored: Registration | None) -> RegistrationForm:
    first: dict[str, Any] = {"name": str(known.name), "tenant": ANY_TENANT, "flow": Flow.PERSON}
    if stored:
        columns = ("name", "client_id", "flow", "authorize_address", "token_address", "scope")
        first |= {column: getattr(stored, column) for column in columns} | {"tenant": _tenant(known, stored)}
    form = RegistrationForm(request.POST or None, initial=first)
    for name in _not_asked(known):
        del form.fields[name]
    return form


def _not_asked(known: SignInProvider) -> list[str]:
    filled_in = ["authorize_address", "token_address", "scope"] if known.token_address else []
    return [
        *filled_in,
        *([] if known.has_tenants else ["tenant"]),
        *([] if known.lets_the_desk_in else ["flow"]),
    ]


def _tenant(known: SignInProvider, stored: Registration) -> str:
    before, _mark, after = known.token_address.partition("{tenant}")
    return stored.token_address.removeprefix(before).removesuffix(after) if known.has_tenants else ""


@require_POST
def provider_removal(request: AgentRequest, registration_id: int) -> HttpResponse:
    """Forget a registration that no mailbox needs."""
    administrator(request)
    try:
        forget_provider(registration_id, by=actor_of(request))
    except ActionRefused as refusal:
        show_toast(request, str(refusal), tone="broken")
        return redirect("settings-provider", registration_id)
    show_toast(request, _("Removed."))
    return redirect("settings-providers")


@require_POST
def mailbox_sign_in(request: AgentRequest, mailbox_id: int, registration_id: int) -> HttpResponse:
    """Off to the provider, by a page of ours: a form may lead nowhere else. App-only, there is nowhere to go."""
    administrator(request)
    registration = registration_at(registration_id)
    then = request.POST.get("then", "")
    request.session[_THEN] = then if then in _PAGES else "settings-connection"
    if registration.flow == Flow.DESK:
        return _sign_the_desk_in(request, mailbox_id, registration_id)
    by = actor_of(request)
    address = begin_sign_in(mailbox_id, registration_id, by=by, redirect=redirect_address())
    page = {"address": address, "registration": registration, "title": registration.name}
    return render_page(request, "settings/leaving.html", page)


def _sign_the_desk_in(request: AgentRequest, mailbox_id: int, registration_id: int) -> HttpResponse:
    try:
        sign_the_desk_in(mailbox_id, registration_id, by=actor_of(request))
    except DomainError as error:
        show_toast(request, str(error), tone="broken")
    else:
        _say_signed_in(request)
    return redirect(_page_before(request), mailbox_id)


@require_GET
def signed_in(request: AgentRequest) -> HttpResponse:
    """Back from the provider, with a code or with the reason why not."""
    administrator(request)
    state, code, error = (request.GET.get(name, "") for name in ("state", "code", "error"))
    try:
        if error or not code:
            words = request.GET.get("error_description", "")
            mailbox_id, refusal = break_off_sign_in(state, error, words, by=actor_of(request))
            show_toast(request, str(refusal), tone="broken")
        else:
            mailbox_id = finish_sign_in(state, code, by=actor_of(request), redirect=redirect_address())
            _say_signed_in(request)
    except DomainError as refused:
        show_toast(request, str(refused), tone="broken")
        return redirect("settings-mailboxes")
    return redirect(_page_before(request), mailbox_id)


def _say_signed_in(request: AgentRequest) -> None:
    show_toast(request, _("Signed in. Now try the servers and keep them."), tone="kept")


def _page_before(request: AgentRequest) -> str:
    return str(request.session.pop(_THEN, "settings-connection"))
