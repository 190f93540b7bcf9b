"""Registering the desk at a sign-in provider, as its administrators did there."""

import string
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.channels.email.choices import Flow
from goodword.channels.email.events import ProviderForgotten, ProviderRegistered
from goodword.channels.email.models import Connection, Grant, Registration
from goodword.channels.email.sign_in_providers import ANY_TENANT, sign_in_provider
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import record
from goodword.core.keys import encrypt

_OF_A_TENANT = frozenset(string.ascii_letters + string.digits + ".-")


@dataclass(frozen=True, kw_only=True)
class Registering:
    """What an administrator enters. `tenant` for providers that have them; addresses and scope for any other."""

    provider: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    name: str = ""
    flow: Flow = Flow.PERSON
    tenant: str = ""
    authorize_address: str = ""
    token_address: str = ""
    scope: str = ""


@transaction.atomic
def register_provider(asked: Registering, *, by: Actor, registration_id: int | None = None) -> Registration:
    """Keep what the provider gave for the desk; with an id, change it. An empty secret keeps the stored one.

    The stored secret is told to no other server than the one it was given for. Raises NotFound, Invalid.
    """
    known = sign_in_provider(asked.provider)
    tenant = asked.tenant.strip() or ANY_TENANT
    own_scope = known.desk_scope if asked.flow == Flow.DESK else known.scope
    authorize = (known.authorize_address or asked.authorize_address).strip().replace("{tenant}", tenant)
    token = (known.token_address or asked.token_address).strip().replace("{tenant}", tenant)
    _check(asked, authorize, token, tenant)
    registration = _row(registration_id)
    secret = asked.client_secret.strip()
    if not secret and registration.token_address and server_name(token) != server_name(registration.token_address):
        raise Invalid(client_secret=_("This is another server than before, so enter the secret again."))
    registration.provider, registration.flow = known.key, asked.flow
    registration.name = asked.name.strip()[:60] or str(known.name)
    registration.authorize_address, registration.token_address = authorize, token
    registration.scope = own_scope or asked.scope.strip()
    registration.client_id = asked.client_id.strip()
    registration.client_secret = encrypt(secret) if secret else registration.client_secret
    registration.save()
    record(ProviderRegistered(by=by, registration_id=registration.pk))
    return registration


def server_name(address: str) -> str:
    """The host of an address, in small letters."""
    return (urlsplit(address).hostname or "").lower()


def _row(registration_id: int | None) -> Registration:
    if registration_id is None:
        return Registration()
    registration = Registration.objects.select_for_update().filter(pk=registration_id).first()
    if registration is None:
        raise NotFound
    return registration


def _check(asked: Registering, authorize: str, token: str, tenant: str) -> None:
    known = sign_in_provider(asked.provider)
    problems: dict[str, str] = {}
    if not asked.client_id.strip():
        problems["client_id"] = _("Give the id that the provider shows for the desk.")
    if not set(tenant) <= _OF_A_TENANT:
        problems["tenant"] = _("A directory is named by its id or by its domain.")
    if asked.flow == Flow.DESK and not known.lets_the_desk_in:
        problems["flow"] = _("This provider knows no such way.")
    if asked.flow == Flow.DESK and known.has_tenants and tenant == ANY_TENANT:
        problems["tenant"] = _("For this way, give the id of your own directory.")
    needed = (
        {"token_address": token}
        if asked.flow == Flow.DESK
        else {"authorize_address": authorize, "token_address": token}
    )
    wrong = [name for name, address in needed.items() if not _is_web_address(address)]
    problems |= dict.fromkeys(wrong, _("Give an address that begins with https://."))
    if problems:
        raise Invalid(**problems)


def _is_web_address(address: str) -> bool:
    """http is for servers on this machine only, which the one who asks them sees to."""
    try:
        parts = urlsplit(address)
        return parts.scheme in {"https", "http"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


@transaction.atomic
def forget_provider(registration_id: int, *, by: Actor) -> None:
    """Delete the registration and every token got by it. Raises NotFound, ActionRefused while a mailbox needs it."""
    registration = _row(registration_id)
    using = Connection.objects.filter(mailbox__email_grant__registration=registration).exclude(
        imap_proof="password", smtp_proof="password"
    )
    if using.exists():
        raise ActionRefused(
            _("Mailboxes still sign in this way. Give them a password or another sign-in first, then remove it.")
        )
    Grant.objects.filter(registration=registration).delete()
    registration.delete()
    record(ProviderForgotten(by=by, registration_id=registration_id))
