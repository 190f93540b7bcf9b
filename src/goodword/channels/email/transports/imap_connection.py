"""A signed-in connection to an IMAP server, whatever is then asked of it."""

import logging
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError, ProtocolError

from goodword.channels.email.choices import Security
from goodword.channels.email.transports.errors import (
    ConnectionLost,
    LoginRefused,
    NoEncryption,
    NoTokens,
    Server,
    ServerSaidNo,
    TokenRefused,
    TooSlow,
    TransportError,
    explained,
)
from goodword.channels.email.transports.security import (
    ANSWER_SECONDS,
    CONNECT_SECONDS,
    refuse_private_peer,
    tls_context,
)
from goodword.channels.email.transports.signed_in import SignedIn, refuse_where_we_may_not_go
from goodword.channels.email.transports.tokens import TokenAnswer, TokenSource, mechanism_among, sign_in_with

# At its debug level the library would write whole mails, and what is said while signing in, to the log.
logging.getLogger("imapclient").setLevel(logging.WARNING)


@dataclass(frozen=True, kw_only=True)
class ImapAccess:
    """How to reach a mailbox's folder."""

    host: str
    port: int = 993
    security: Security = Security.TLS
    username: str = ""
    secret: str = field(default="", repr=False)
    token: TokenSource | None = field(default=None, repr=False, compare=False)
    folder: str = "INBOX"

    @property
    def server(self) -> Server:
        return Server(self.host, self.port)


class ImapConnection(SignedIn):
    """`with ImapConnection(access) as it`. Raises TransportError everywhere. For one thread, except `break_off`."""

    def __init__(self, access: ImapAccess) -> None:
        self._access = access
        self._client: IMAPClient | None = None
        self._busy_since: float | None = None
        self._broken_off = False

    def connect(self) -> None:
        """Reach the server and agree on encryption, with a verified certificate."""
        access = self._access
        refuse_where_we_may_not_go(access.server, access.security)
        with self._explained(connecting=True):
            client = IMAPClient(
                access.host,
                access.port,
                ssl=access.security == Security.TLS,
                ssl_context=tls_context(),
                timeout=SocketTimeout(CONNECT_SECONDS, ANSWER_SECONDS),
            )
            try:
                refuse_private_peer(access.server, client.socket())
            except TransportError:
                client.shutdown()
                raise
            self._client = client
            client.normalise_times = False
            _notice_a_silent_end(client.socket())
        if access.security == Security.STARTTLS:
            self._start_tls(client)

    def _start_tls(self, client: IMAPClient) -> None:
        try:
            with self._explained(connecting=True):
                if not client.has_capability("STARTTLS"):
                    raise NoEncryption(self._access.server)
                client.starttls(tls_context())
        except TransportError:
            self.close()
            raise

    def sign_in(self) -> None:
        """Give user name and password, or the provider's token. Raises LoginRefused, NoTokens."""
        access, client = self._access, self._open
        if access.token:
            sign_in_with(access.token, self._give_token)
            return
        with self._explained():
            try:
                if client.has_capability("AUTH=PLAIN"):  # takes any character, LOGIN only ASCII
                    client.sasl_login("PLAIN", lambda _: f"\0{access.username}\0{access.secret}".encode())
                else:
                    client.login(access.username, access.secret)
            except IMAPClientAbortError:
                raise
            except (LoginError, IMAPClientError, UnicodeError) as error:
                raise LoginRefused(access.server, words_of(error)) from error

    def _give_token(self, token: str) -> None:
        access, client = self._access, self._open
        with self._explained():
            offered = [name.decode().removeprefix("AUTH=") for name in client.capabilities() if b"AUTH=" in name]
            mechanism = mechanism_among(offered)
            if mechanism is None:
                raise NoTokens(access.server)
            answer = TokenAnswer(mechanism, access.server, access.username, token)
            try:
                client.sasl_login(mechanism, answer)
            except IMAPClientAbortError:
                raise
            except (LoginError, IMAPClientError) as error:
                raise TokenRefused(access.server, f"{words_of(error)} {answer.words}") from error

    def close(self) -> None:
        """Say goodbye if the server still listens."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            client.logout()
        except (IMAPClientError, OSError, EOFError):
            with suppress(IMAPClientError, OSError):
                client.shutdown()

    @property
    def _open(self) -> IMAPClient:
        if self._client is None:
            raise ConnectionLost(self._access.server)
        return self._client

    def break_off(self) -> None:
        """End the connection under whoever waits for an answer: they get TooSlow. May be called from any thread."""
        self._broken_off = True
        client = self._client
        if client is not None:
            with suppress(OSError):
                socket.socket.shutdown(client.socket(), socket.SHUT_RDWR)  # a TLS socket's own would race its reader

    @property
    def name(self) -> Server:
        """Which server this is."""
        return self._access.server

    @property
    def busy_seconds(self) -> float:
        """How long the server has been answering the present command; 0 while none is under way."""
        since = self._busy_since
        return time.monotonic() - since if since is not None else 0.0

    @contextmanager
    def _explained(self, *, connecting: bool = False, patient: bool = False) -> Iterator[None]:
        """Around one command. `patient`: it may last, nothing is asked of the server."""
        self._busy_since = None if patient else time.monotonic()
        try:
            with explained(self._access.server, connecting=connecting):
                yield from self._in_our_words()
        except ConnectionLost:
            if self._broken_off:
                raise TooSlow(self._access.server) from None
            raise
        finally:
            self._busy_since = None

    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except IMAPClientAbortError as error:
            raise ConnectionLost(self._access.server, words_of(error)) from error
        except OSError:
            raise
        except (ProtocolError, LookupError, TypeError, ValueError, AssertionError) as error:  # nothing IMAP allows
            raise TransportError(self._access.server, f"{type(error).__name__}: {words_of(error)}") from error
        except IMAPClientError as error:
            raise ServerSaidNo(self._access.server, words_of(error)) from error


def _notice_a_silent_end(connection: socket.socket) -> None:
    """Have the machine ask a server that says nothing whether it is still there: after a minute, for another one."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4)):
        if hasattr(socket, name):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def words_of(error: Exception) -> str:
    """What the server said, without what the library put around it."""
    return str(error).removeprefix("b'").removesuffix("'")
