"""A relay in this process that says what a test tells it to, and remembers what it was given."""

import asyncio
import base64
from collections import deque
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from goodword.channels.email.choices import Security
from goodword.channels.email.transports.smtp import SmtpAccess
from tests.engines import free_port

ACCEPTED = "250 taken"
BREAKS_OFF = "break off"


class ScriptedRelay:
    """`answers_to_data` and `answers_to_recipients` are used up one by one; then everything is accepted."""

    def __init__(self, *, pause: float = 0, **options: Any) -> None:
        self._pause = pause  # seconds between the mail and the answer
        self.answers_to_data: deque[str] = deque()
        self.answers_to_recipients: deque[str] = deque()
        self.given: list[EmailMessage] = []  # everything that came after DATA, whatever we answered
        self.recipients: list[list[str]] = []  # of each of these
        self.connections = 0
        options.setdefault("enable_SMTPUTF8", False)
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port(), **options)

    def __enter__(self) -> Self:
        self._controller.start()
        self.connections = 0  # the library tries itself
        return self

    def __exit__(self, *_error: object) -> None:
        self._controller.stop()

    @property
    def access(self) -> SmtpAccess:
        return SmtpAccess(host="127.0.0.1", port=self._controller.port, security=Security.NONE)

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.answers_to_recipients.popleft() if self.answers_to_recipients else ACCEPTED
        if answer == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.given.append(mail)
        self.recipients.append(list(envelope.rcpt_tos))
        await asyncio.sleep(self._pause)
        answer = self.answers_to_data.popleft() if self.answers_to_data else ACCEPTED
        if answer == BREAKS_OFF:
            assert server.transport is not None
            server.transport.abort()
        return answer


class TokenRelay(ScriptedRelay):
    """A relay that lets in only whoever has the token, by one mechanism; it gives its reason before it says no."""

    def __init__(self, mechanism: str, token: str) -> None:
        others = {"PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER"} - {mechanism}
        super().__init__(auth_require_tls=False, auth_exclude_mechanism=others)
        self._mechanism, self._token = mechanism, token
        self.challenged = 0

    async def auth_XOAUTH2(self, server: SMTP, words: list[str]) -> AuthResult:  # noqa: N802
        return await self._let_in(server, words, "XOAUTH2", b"")

    async def auth_OAUTHBEARER(self, server: SMTP, words: list[str]) -> AuthResult:  # noqa: N802
        return await self._let_in(server, words, "OAUTHBEARER", b"\x01")

    async def _let_in(self, server: SMTP, words: list[str], mechanism: str, expected: bytes) -> AuthResult:
        said = base64.b64decode(words[1]) if len(words) > 1 else await server.challenge_auth("")
        if mechanism == self._mechanism and f"auth=Bearer {self._token}\1\1".encode() in (said or b""):
            return AuthResult(success=True, handled=True, auth_data=said)
        assert await server.challenge_auth('{"status":"401"}') == expected
        self.challenged += 1
        return AuthResult(success=False, handled=False)
