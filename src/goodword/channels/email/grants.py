"""Signing in with a provider, and tokens that are always fresh. Speaks to the network: never inside a transaction."""

import time
from datetime import timedelta

from goodword.channels.email.actions.granting import (
    claim_renewal,
    give_up_renewal,
    keep_grant,
    keep_renewed,
    note_refusal,
    take_attempt,
)
from goodword.channels.email.choices import Flow
from goodword.channels.email.models import Grant, Registration
from goodword.channels.email.transports.errors import Server, TooSlow, TransportError
from goodword.channels.email.transports.oauth import (
    Client,
    SignInNeeded,
    SignInRefused,
    Tokens,
    refusal_on_the_way_back,
    tokens_for_code,
    tokens_for_refresh,
    tokens_for_the_desk,
)
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.keys import SecretUnreadable, decrypt

_MARGIN = timedelta(minutes=5)  # a token that ends sooner is renewed before it is used
_PATIENCE = 40.0  # seconds, while another process renews it
_LOOK_AGAIN = 0.2


def finish_sign_in(state: str, code: str, *, by: Actor, redirect: str) -> int:
    """The browser came back with a code: get the tokens, keep them, and return the mailbox.

    Raises ActionRefused for a state that is not ours or used up, TransportError when the provider gives no tokens.
    """
    attempt = take_attempt(state, by=by)
    client = client_of(attempt.registration)
    tokens = tokens_for_code(client, code, verifier=attempt.verifier, redirect=redirect)
    keep_grant(attempt.mailbox_id, attempt.registration.pk, tokens, by=by)
    return attempt.mailbox_id


def break_off_sign_in(state: str, error: str, words: str, *, by: Actor) -> tuple[int, SignInRefused]:
    """The browser came back without a code: the mailbox, and why. Raises ActionRefused for a state that is not ours."""
    attempt = take_attempt(state, by=by)
    return attempt.mailbox_id, refusal_on_the_way_back(attempt.registration.authorize_address, error, words)


def sign_the_desk_in(mailbox_id: int, registration_id: int, *, by: Actor) -> None:
    """The app-only way: nobody is asked. Raises NotFound, TransportError."""
    registration = Registration.objects.filter(pk=registration_id, flow=Flow.DESK).first()
    if registration is None:
        raise NotFound
    keep_grant(mailbox_id, registration_id, tokens_for_the_desk(client_of(registration)), by=by)


def client_of(registration: Registration) -> Client:
    """The desk as this provider knows it. Raises SecretUnreadable."""
    return Client(
        token_address=registration.token_address,
        client_id=registration.client_id,
        client_secret=decrypt(registration.client_secret) if registration.client_secret else "",
        scope=registration.scope,
    )


def fresh_token(mailbox_id: int, server: Server, refused: str = "") -> str:
    """An access token that lasts for some minutes yet, and is not the one that the mail server refused.

    One process renews it, the others wait for that. Raises TransportError, SecretUnreadable.
    """
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        grant = Grant.objects.select_related("registration").filter(mailbox_id=mailbox_id).first()
        if grant is None:
            raise SignInNeeded(server)
        token = decrypt(grant.access_secret)
        if token != refused and grant.expires_at > now() + _MARGIN:
            return token
        if claim_renewal(grant):
            return _renewed(grant)
        time.sleep(_LOOK_AGAIN)
    raise TooSlow(server)


def renew(mailbox_id: int) -> None:
    """Renew the mailbox's tokens now, so that a grant which ends unless used goes on. Raises as `fresh_token`."""
    grant = Grant.objects.select_related("registration").filter(mailbox_id=mailbox_id).first()
    if grant is not None and claim_renewal(grant):
        _renewed(grant)


def _renewed(grant: Grant) -> str:
    try:
        tokens = _asked_anew(grant)
    except SignInRefused as error:
        note_refusal(grant, error)
        raise
    except (TransportError, SecretUnreadable):
        give_up_renewal(grant)
        raise
    keep_renewed(grant, tokens)
    return tokens.access


def _asked_anew(grant: Grant) -> Tokens:
    client = client_of(grant.registration)
    if grant.registration.flow == Flow.DESK:
        return tokens_for_the_desk(client)
    if not grant.refresh_secret:
        raise SignInNeeded(client.server)
    return tokens_for_refresh(client, decrypt(grant.refresh_secret))
