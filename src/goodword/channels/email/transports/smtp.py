"""Mail out: one conversation with a relay, in steps, so that the caller knows what the relay may have taken."""

import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from goodword.channels.email.choices import Security
from goodword.channels.email.transports.errors import (
    AddressNotPossible,
    AnswerLost,
    ConnectionLost,
    LoginRefused,
    NoEncryption,
    NoTokens,
    RecipientRefused,
    Refused,
    RefusedForNow,
    SenderRefused,
    Server,
    TokenRefused,
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

_TEMPORARY = range(400, 500)
_DATA_SECONDS = 300.0  # RFC 5321 4.5.3.2.6 asks for ten minutes; a worker should not hang that long


@dataclass(frozen=True, kw_only=True)
class SmtpAccess:
    """How to reach the relay of a mailbox. An empty user name means that the relay asks for none."""

    host: str
    port: int = 587
    security: Security = Security.STARTTLS
    username: str = ""
    secret: str = field(default="", repr=False)
    token: TokenSource | None = field(default=None, repr=False, compare=False)

    @property
    def server(self) -> Server:
        return Server(self.host, self.port)


class Relay(SignedIn):
    """A signed-in connection: `with Relay(access, "example.com") as relay`. Raises TransportError everywhere."""

    def __init__(self, access: SmtpAccess, our_name: str) -> None:
        self._access = access
        self._our_name = our_name
        self._smtp: smtplib.SMTP | None = None

    def connect(self) -> None:
        """Reach the server and agree on encryption, with a verified certificate."""
        access = self._access
        refuse_where_we_may_not_go(access.server, access.security)
        try:
            with explained(access.server, connecting=True):
                self._smtp = self._greeted()
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
            raise ConnectionLost(access.server, str(error)) from error
        except smtplib.SMTPException as error:
            raise NoEncryption(access.server, str(error)) from error
        try:
            refuse_private_peer(access.server, self._smtp.sock)
        except TransportError:
            self._smtp.close()
            raise
        if self._smtp.sock:
            self._smtp.sock.settimeout(ANSWER_SECONDS)

    def _greeted(self) -> smtplib.SMTP:
        access = self._access
        if access.security == Security.TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                access.host, access.port, self._our_name, timeout=CONNECT_SECONDS, context=tls_context()
            )
        else:
            smtp = smtplib.SMTP(access.host, access.port, self._our_name, timeout=CONNECT_SECONDS)
        try:
            smtp.ehlo_or_helo_if_needed()
            if access.security == Security.STARTTLS:
                smtp.starttls(context=tls_context())
                smtp.ehlo()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def sign_in(self) -> None:
        """Give user name and password, or the provider's token, if there are any. Raises LoginRefused, NoTokens."""
        access = self._access
        if access.token:
            sign_in_with(access.token, self._give_token)
        elif access.username:
            self._let_in(lambda smtp: smtp.login(access.username, access.secret), LoginRefused)

    def _give_token(self, token: str) -> None:
        access = self._access
        offered = self._open.esmtp_features.get("auth", "").split()
        mechanism = mechanism_among(offered)
        if mechanism is None:
            raise NoTokens(access.server)
        answer = TokenAnswer(mechanism, access.server, access.username, token)

        def give(smtp: smtplib.SMTP) -> None:
            smtp.auth(mechanism, lambda challenge=None: answer(challenge).decode(), initial_response_ok=True)

        self._let_in(give, TokenRefused)

    def _let_in(self, ask: Callable[[smtplib.SMTP], object], refused: type[LoginRefused]) -> None:
        server = self._access.server
        try:
            with explained(server):
                ask(self._open)
        except smtplib.SMTPAuthenticationError as error:
            kind = RefusedForNow if error.smtp_code in _TEMPORARY else refused
            raise kind(server, _words(error.smtp_error)) from error
        except (smtplib.SMTPException, ValueError) as error:  # neither ASCII nor base64
            raise refused(server, str(error)) from error

    def offer(self, sender: str, recipients: Sequence[str]) -> None:
        """Say who writes to whom; nothing leaves yet. Raises SenderRefused, RecipientRefused, RefusedForNow.

        Addresses with other letters than ASCII go only to a relay that says it can (SMTPUTF8).
        """
        server = self._access.server
        for address, refused in [(sender, SenderRefused), *((to, RecipientRefused) for to in recipients)]:
            if not _is_writable(address):
                raise refused(server, address)
        foreign = [address for address in (sender, *recipients) if not address.isascii()]
        if foreign and not self._open.has_extn("smtputf8"):
            raise AddressNotPossible(server, foreign[0])
        options = ["SMTPUTF8", "BODY=8BITMIME"] if foreign else []
        self._step(lambda smtp: smtp.mail(sender, options), SenderRefused)
        for recipient in recipients:
            self._step(lambda smtp, to=recipient: smtp.rcpt(to), RecipientRefused)  # type: ignore[misc]
        if not recipients:
            raise RecipientRefused(server)

    def withdraw(self) -> None:
        """Take back what was offered: nothing leaves."""
        self._step(lambda smtp: smtp.rset(), Refused)

    def hand_over(self, raw: bytes) -> None:
        """Send the mail itself. Raises Refused or RefusedForNow for a no, AnswerLost for no answer."""
        server = self._access.server
        smtp = self._open
        if smtp.sock:
            smtp.sock.settimeout(_DATA_SECONDS)
        try:
            with explained(server):
                code, answer = smtp.data(raw)
        except smtplib.SMTPDataError as error:  # the answer to DATA itself: nothing was sent yet
            raise _refusal(error.smtp_code, Refused)(server, _words(error.smtp_error)) from error
        except (smtplib.SMTPException, TransportError) as error:
            raise AnswerLost(server, str(error)) from error
        if code >= _TEMPORARY.start:
            raise _refusal(code, Refused)(server, f"{code} {_words(answer)}")

    def close(self) -> None:
        """Say goodbye if the server still listens."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()

    def _step(self, say: Callable[[smtplib.SMTP], tuple[int, bytes]], refused: type[Refused]) -> None:
        server = self._access.server
        try:
            with explained(server):
                code, answer = say(self._open)
        except smtplib.SMTPException as error:
            raise ConnectionLost(server, str(error)) from error
        if code >= _TEMPORARY.start:
            raise _refusal(code, refused)(server, f"{code} {_words(answer)}")

    @property
    def _open(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise ConnectionLost(self._access.server)
        return self._smtp


def _is_writable(address: str) -> bool:
    """Whether it can stand in an envelope: one line without blanks, with a domain."""
    local, _at, domain = address.rpartition("@")
    return bool(local and domain) and address.isprintable() and not set(address) & set(" <>")


def _refusal(code: int, refused: type[Refused]) -> type[TransportError]:
    return RefusedForNow if code in _TEMPORARY else refused


def _words(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
