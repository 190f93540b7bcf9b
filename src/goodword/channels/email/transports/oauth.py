"""Tokens from a provider's sign-in server, over HTTPS: for a code, for an earlier token, or for the desk itself."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from json import JSONDecodeError, loads
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from goodword.channels.email.transports.errors import (
    ConnectionLost,
    NobodyListens,
    RefusedForNow,
    Server,
    TooSlow,
    TransportError,
    explained,
)
from goodword.channels.email.transports.security import (
    checked_addresses,
    refuse_plain_text_elsewhere,
    tls_context,
)
from goodword.core.clock import now

if TYPE_CHECKING:
    import httpx2

_TIMEOUT = 10.0  # seconds, of each step; all together may take
_TOTAL_SECONDS = 25.0
_LARGEST_ANSWER = 64 * 1024
_CLOCKS_DIFFER = timedelta(minutes=5)
_USUAL_LIFE = 3600  # seconds, where the server does not say
_TOO_MANY, _SERVER_FAULT, _OK = 429, 500, 200


class SignInRefused(TransportError):
    """The sign-in server gives no tokens, and will not until somebody does something."""

    code = "sign-in-refused"
    template = _("{host} does not let the desk sign in. It said: {words}")


class SignInNeeded(SignInRefused):
    """Nobody has signed in, or what was granted is over."""

    code = "sign-in-needed"
    template = _("Nobody is signed in for this mailbox. Sign in under Settings, Mailboxes.")


class GrantWithdrawn(SignInRefused):
    """The consent was withdrawn, the password changed, or the grant lay unused for too long."""

    code = "sign-in-withdrawn"
    template = _(
        "{host} no longer lets the desk in: the consent was withdrawn, the password was changed, or the sign-in has "
        "expired. Sign in again under Settings, Mailboxes. The server said: {words}"
    )


class ClientRefused(SignInRefused):
    """The desk's own id or secret does not count there."""

    code = "sign-in-client-refused"
    template = _(
        "{host} does not accept the client id or the client secret. Perhaps the secret has expired: make a new one "
        "there, and enter it under Settings, Mailboxes, Sign-in with providers. The server said: {words}"
    )


class ScopeMissing(SignInRefused):
    """What we ask for was not allowed to the desk."""

    code = "sign-in-scope-missing"
    template = _(
        "{host} does not allow the desk what it asks for. Add the permissions for IMAP and SMTP to its registration "
        "there, and have an administrator consent to them. The server said: {words}"
    )


class RedirectUnknown(SignInRefused):
    """The address to come back to is not the registered one."""

    code = "sign-in-redirect-unknown"
    template = _(
        "{host} does not know the address to come back to. Register exactly the one that is shown under Settings, "
        "Mailboxes, Sign-in with providers. The server said: {words}"
    )


class ClocksDiffer(SignInRefused):
    """The clock of this machine is wrong, or theirs."""

    code = "sign-in-clock"
    template = _(
        "The clock of this machine and that of {host} differ by more than five minutes. Set this machine's clock, best "
        "by NTP; then sign in again."
    )


_REFUSALS = {
    "invalid_grant": GrantWithdrawn,
    "interaction_required": GrantWithdrawn,
    "consent_required": GrantWithdrawn,
    "access_denied": GrantWithdrawn,
    "invalid_client": ClientRefused,
    "unauthorized_client": ClientRefused,
    "invalid_scope": ScopeMissing,
    "insufficient_scope": ScopeMissing,
    "redirect_uri_mismatch": RedirectUnknown,
}


@dataclass(frozen=True, kw_only=True)
class Client:
    """The desk, as the sign-in server knows it."""

    token_address: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = ""

    @property
    def server(self) -> Server:
        return server_at(self.token_address)


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """What the server granted. Without a `refresh` the earlier one goes on."""

    access: str = field(repr=False)
    life: timedelta
    refresh: str = field(default="", repr=False)
    refresh_life: timedelta | None = None


def server_at(address: str) -> Server:
    """The server that an address names."""
    parts = urlsplit(address)
    return Server(parts.hostname or address, parts.port or (80 if parts.scheme == "http" else 443))


def tokens_for_code(client: Client, code: str, *, verifier: str, redirect: str) -> Tokens:
    """Exchange the code that the browser brought back (RFC 6749 4.1.3, RFC 7636). Raises TransportError."""
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier}
    return _ask(client, asked)


def tokens_for_refresh(client: Client, refresh: str) -> Tokens:
    """A new access token for the earlier grant (RFC 6749 6). Raises TransportError."""
    return _ask(client, {"grant_type": "refresh_token", "refresh_token": refresh})


def tokens_for_the_desk(client: Client) -> Tokens:
    """An access token for the desk itself, app-only (RFC 6749 4.4). Raises TransportError."""
    return _ask(client, {"grant_type": "client_credentials", "scope": client.scope})


def _ask(client: Client, asked: Mapping[str, str]) -> Tokens:
    import httpx2  # noqa: PLC0415 (few desks sign in at a provider, and it is 10 MB)

    server = client.server
    if urlsplit(client.token_address).scheme != "https":
        refuse_plain_text_elsewhere(server)
    addresses = checked_addresses(server)
    own = {"client_id": client.client_id}
    if client.client_secret:
        own["client_secret"] = client.client_secret
    with _explained(server), httpx2.Client(verify=tls_context(), timeout=_TIMEOUT, trust_env=False) as http:
        answer = _sent(http, client.token_address, addresses, {**asked, **own})
        body = _body(answer, server)
    return _tokens(server, answer, body)


def _sent(
    http: "httpx2.Client", token_address: str, addresses: Sequence[str], form: Mapping[str, str]
) -> "httpx2.Response":
    """The answer of the first of these addresses that lets us in: the very ones that were looked up and checked, since
    a name may lead elsewhere the next time."""
    import httpx2  # noqa: PLC0415

    named = httpx2.URL(token_address)
    headers = {"Accept": "application/json", "Host": named.netloc.decode("ascii")}
    name = {"sni_hostname": named.raw_host.decode("ascii")}
    for tried, address in enumerate(addresses, start=1):
        request = http.build_request("POST", named.copy_with(host=address), data=form, headers=headers, extensions=name)
        try:
            return http.send(request, stream=True, follow_redirects=False)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):  # nothing was said yet
            if tried == len(addresses):
                raise
    raise NobodyListens(server_at(token_address))


def _body(answer: "httpx2.Response", server: Server) -> bytes:
    deadline = time.monotonic() + _TOTAL_SECONDS
    body = b""
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > _LARGEST_ANSWER:
            raise TransportError(server, f"more than {_LARGEST_ANSWER} bytes")
        if time.monotonic() > deadline:
            raise TooSlow(server)
    return body


def _tokens(server: Server, answer: "httpx2.Response", body: bytes) -> Tokens:
    said = _read(body)
    if answer.status_code == _TOO_MANY or answer.status_code >= _SERVER_FAULT:
        raise RefusedForNow(server, f"{answer.status_code}")
    access = said.get("access_token")
    if answer.status_code != _OK or not isinstance(access, str) or not access or not access.isascii():
        raise _refusal(server, answer, said)
    return Tokens(
        access=access,
        life=_life(said.get("expires_in")) or timedelta(seconds=_USUAL_LIFE),
        refresh=str(said.get("refresh_token") or ""),
        refresh_life=_life(said.get("refresh_token_expires_in")),
    )


def _read(body: bytes) -> dict[str, Any]:
    try:
        said = loads(body)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _life(seconds: object) -> timedelta | None:
    try:
        number = int(str(seconds))
    except ValueError:
        return None
    return timedelta(seconds=min(number, 10 * 365 * 86400)) if number > 0 else None


def _refusal(server: Server, answer: "httpx2.Response", said: dict[str, Any]) -> TransportError:
    error = str(said.get("error") or "")
    words = str(said.get("error_description") or error or f"{answer.status_code}")
    if not error:
        return TransportError(server, words)
    kind = _REFUSALS.get(error, SignInRefused)
    if kind is GrantWithdrawn and _clocks_differ(answer.headers.get("date", "")):
        kind = ClocksDiffer
    return kind(server, words)


def refusal_on_the_way_back(authorize_address: str, error: str, words: str) -> SignInRefused:
    """What the server told the browser instead of a code."""
    kind = _REFUSALS.get(error, SignInRefused)
    return kind(server_at(authorize_address), words or error)


def _clocks_differ(date: str) -> bool:
    try:
        return abs(parsedate_to_datetime(date) - now()) > _CLOCKS_DIFFER
    except (TypeError, ValueError):
        return False


@contextmanager
def _explained(server: Server) -> Iterator[None]:
    import httpx2  # noqa: PLC0415

    try:
        yield
    except httpx2.ConnectTimeout as error:
        raise NobodyListens(server) from error
    except httpx2.TimeoutException as error:
        raise TooSlow(server) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        with explained(server, connecting=isinstance(error, httpx2.ConnectError)):
            raise _root(error) or ConnectionLost(server, str(error)) from error


def _root(error: BaseException | None) -> OSError | None:
    """What the socket or TLS raised below the library's own errors."""
    while error is not None:
        if isinstance(error, OSError):
            return error
        error = error.__cause__ or error.__context__
    return None
