"""The form that connects a mailbox to its servers: filled in from what the provider is known for, tried, then kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Proof, Security
from goodword.channels.email.connections import imap_access, smtp_access, token_source
from goodword.channels.email.diagnosis import Diagnosis, diagnose
from goodword.channels.email.providers import Provider, provider_of
from goodword.channels.email.queries import all_registrations, grant_of, mailbox_and_connection
from goodword.channels.email.sign_in_providers import sign_in_key_of
from goodword.channels.email.transports.errors import filled
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.channels.email.types import Connection, Grant
from goodword.conversations.types import Mailbox
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.web.forms import DeskForm
from goodword.web.shell import AgentRequest, show_toast


class SignIn(StrEnum):
    """How the relay knows us."""

    SAME = "same"
    OWN = "own"
    NONE = "none"


_SIGN_INS = (
    (SignIn.SAME, _("In the same way as the one for incoming mail")),
    (SignIn.OWN, _("With a name and password of its own")),
    (SignIn.NONE, _("Without signing in")),
)


class ConnectionForm(DeskForm):
    """Name and proof first; the servers below, for those who must change them."""

    mailbox_id = 0
    proof = forms.ChoiceField(
        label=_("How the desk gets in"), choices=Proof.choices, widget=forms.RadioSelect, required=False
    )
    username = forms.CharField(label=_("User name"), required=False, help_text=_("Mostly the whole address."))
    password = forms.CharField(
        label=_("Password"), required=False, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
    imap_host = forms.CharField(
        label=_("Server for incoming mail (IMAP)"),
        required=False,
        help_text=_("Leave it empty if the mail is delivered to this desk by SMTP."),
    )
    imap_port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=993)
    imap_security = forms.ChoiceField(label=_("Encryption"), choices=Security.choices)
    imap_folder = forms.CharField(label=_("Folder"), initial="INBOX")
    smtp_host = forms.CharField(
        label=_("Server for outgoing mail (SMTP)"),
        required=False,
        help_text=_("Without one, nobody can reply from this mailbox."),
    )
    smtp_port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=587)
    smtp_security = forms.ChoiceField(label=_("Encryption"), choices=Security.choices)
    smtp_sign_in = forms.ChoiceField(label=_("It lets us in"), choices=_SIGN_INS)
    smtp_username = forms.CharField(label=_("User name for outgoing mail"), required=False)
    smtp_password = forms.CharField(
        label=_("Password for outgoing mail"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def imap(self, stored: Connection | None) -> ImapAccess | None:
        """How to read the mailbox; an empty password means the stored one. Raises Invalid for another server."""
        asked = self.cleaned_data
        if not asked["imap_host"]:
            return None
        access = ImapAccess(
            host=asked["imap_host"],
            port=asked["imap_port"],
            security=Security(asked["imap_security"]),
            username=asked["username"],
            folder=asked["imap_folder"],
        )
        if self.is_by_token:
            return replace(access, token=token_source(self.mailbox_id, access.server))
        secret = asked["password"] or _kept("password", access.host, imap_access(stored) if stored else None)
        return replace(access, secret=secret)

    @property
    def is_by_token(self) -> bool:
        """Whether the provider's sign-in is to be used; there is one only when somebody signed in."""
        return "proof" in self.fields and self.cleaned_data["proof"] == Proof.TOKEN

    def smtp(self, stored: Connection | None) -> SmtpAccess | None:
        """How mail leaves; an empty password means the stored one. Raises Invalid for another server."""
        asked = self.cleaned_data
        if not asked["smtp_host"]:
            return None
        access = SmtpAccess(host=asked["smtp_host"], port=asked["smtp_port"], security=Security(asked["smtp_security"]))
        known = smtp_access(stored) if stored else None
        match SignIn(asked["smtp_sign_in"]):
            case SignIn.SAME if self.is_by_token:
                return replace(access, username=asked["username"], token=token_source(self.mailbox_id, access.server))
            case SignIn.SAME:
                secret = asked["password"] or _kept("password", access.host, known)
                return replace(access, username=asked["username"], secret=secret)
            case SignIn.OWN:
                secret = asked["smtp_password"] or _kept("smtp_password", access.host, known)
                return replace(access, username=asked["smtp_username"], secret=secret)
            case SignIn.NONE:
                return access


def _kept(field: str, host: str, known: ImapAccess | SmtpAccess | None) -> str:
    """The stored password, which no server is told but the one it was given for. Raises Invalid naming the field."""
    if known is None or not known.secret:
        return ""
    if known.host.lower() != host.lower():
        raise Invalid(**{field: _("This is another server than before, so enter the password again.")})
    return known.secret


def _stored_sign_in(stored: Connection) -> SignIn:
    if not stored.smtp_username:
        return SignIn.NONE
    same = stored.smtp_username == stored.imap_username
    return SignIn.SAME if same else SignIn.OWN


def _from_stored(stored: Connection) -> dict[str, Any]:
    columns = (
        "imap_host",
        "imap_port",
        "imap_security",
        "imap_folder",
        "smtp_host",
        "smtp_port",
        "smtp_security",
        "smtp_username",
    )
    shown = {column: getattr(stored, column) for column in columns}
    username = stored.imap_username or stored.smtp_username
    return {**shown, "username": username, "smtp_sign_in": _stored_sign_in(stored)}


def _from_provider(provider: Provider, address: str) -> dict[str, Any]:
    columns = ("imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port", "smtp_security")
    shown = {column: getattr(provider, column) for column in columns}
    return {**shown, "username": address, "smtp_sign_in": SignIn.SAME}


def connection_form(
    typed: QueryDict | None, mailbox: Mailbox, stored: Connection | None, grant: Grant | None = None
) -> ConnectionForm:
    """The form with the connection as it is, or with what the address lets us guess and the provider's advice."""
    provider = provider_of(mailbox.address)
    first = _from_stored(stored) if stored else _from_provider(provider, mailbox.address)
    form = ConnectionForm(typed, initial={**first, "proof": _proof(stored, grant)})
    form.mailbox_id = mailbox.pk
    if grant is None:
        del form.fields["proof"]
    if provider.password_advice:
        form.fields["password"].help_text = filled(provider.password_advice, provider=provider.name)
    return form


def _proof(stored: Connection | None, grant: Grant | None) -> Proof:
    """As it is; after a first sign-in, what somebody just went through."""
    if grant is None:
        return Proof.PASSWORD
    has_password = stored is not None and bool(stored.imap_secret or stored.smtp_secret)
    is_newer = stored is None or grant.granted_at >= stored.changed_at
    return Proof.PASSWORD if has_password and not is_newer else Proof.TOKEN


def try_and_connect(
    form: ConnectionForm, mailbox: Mailbox, stored: Connection | None, *, by: Actor, anyway: bool
) -> Diagnosis | None:
    """Try the servers and keep them if they work, or `anyway`. Returns what was tried if they are not kept.

    Raises Invalid when something is missing, SecretUnreadable when the stored password cannot be read.
    """
    imap, smtp = form.imap(stored), form.smtp(stored)
    if imap is None and smtp is None:
        raise Invalid(imap_host=_("Give at least one server."))
    diagnosis = diagnose(address=mailbox.address, imap=imap, smtp=smtp)
    if not (diagnosis.works or anyway):
        return diagnosis
    connect_mailbox(mailbox.pk, by=by, imap=imap, smtp=smtp)
    return None


Show = Callable[[AgentRequest, Mapping[str, Any], int], HttpResponse]


def answer_connection(request: AgentRequest, mailbox_id: int, *, show: Show, then: str) -> HttpResponse:
    """The page of a mailbox's servers, in the settings and in the first run: tried, then kept, and on to `then`."""
    mailbox, stored = mailbox_and_connection(mailbox_id)
    grant = grant_of(mailbox_id)
    form = connection_form(request.POST or None, mailbox, stored, grant)
    diagnosis = None
    if form.is_valid():
        try:
            by = Actor.agent(request.user.pk)
            diagnosis = try_and_connect(form, mailbox, stored, by=by, anyway="anyway" in request.POST)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if diagnosis is None:
                show_toast(request, gettext("%(address)s is connected.") % {"address": mailbox.address}, tone="kept")
                return redirect(then)
    provider = provider_of(mailbox.address)
    page = {
        "form": form,
        "mailbox": mailbox,
        "stored": stored,
        "provider": provider,
        "diagnosis": diagnosis,
        "grant": grant,
        "sign_in_key": sign_in_key_of(provider),
        "registrations": all_registrations(),
        "title": mailbox.address,
    }
    return show(request, page, 422 if form.errors else 200)
