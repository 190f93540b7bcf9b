"""Mail in by SMTP and LMTP: a door on our own port. A mail is accepted only after it has been stored."""

import asyncio
import logging
import ssl
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Any, BinaryIO, Protocol

from aiosmtpd.smtp import Envelope
from aiosmtpd.smtp import Session as Talk

from goodword.channels.email.transports.session import LARGEST, Connections, LmtpSession, Session
from goodword.channels.email.transports.speaking import Speaks

__all__ = ["LARGEST", "Listener", "Mailroom", "Speaks"]

log = logging.getLogger(__name__)
logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd would log addresses, and lines of letters
logging.getLogger("mail.debug").setLevel(logging.ERROR)

MOST_RECIPIENTS = 100
MOST_UNKNOWN = 20  # recipients on one connection: then somebody is guessing
_STORED = "250 2.0.0 Stored"
_UNKNOWN = "550 5.1.1 There is no such mailbox here"
_GUESSING = "421 4.7.0 Too many unknown recipients"
_TOO_MANY = "452 4.5.3 Too many recipients; send it to the others in another mail"
_LATER = "451 4.3.0 It could not be stored; try again later"


class Mailroom(Protocol):
    """Who takes the mail in. Called in threads of the executor."""

    def knows(self, address: str) -> bool:
        """Whether mail to this address is ours."""

    def take(self, raw: BinaryIO, *, speaks: Speaks, envelope_from: str, recipients: Sequence[str]) -> None:
        """Store the mail durably for these recipients, or raise and store nothing. Reads `raw` from its beginning."""


class _Door:
    """aiosmtpd's hooks: what is answered to RCPT and to DATA."""

    def __init__(self, mailroom: Mailroom, executor: Executor, speaks: Speaks) -> None:
        self._mailroom = mailroom
        self._executor = executor
        self._speaks = speaks

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, session: Session, _talk: Talk, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if session.unknown_recipients >= MOST_UNKNOWN:
            return _GUESSING
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return _TOO_MANY
        try:
            known = await self._aside(lambda: self._mailroom.knows(address))
        except Exception:  # whatever is broken here, the sender must keep the mail
            log.exception("recipient could not be looked up")
            return _LATER
        if not known:
            session.unknown_recipients += 1
            return _UNKNOWN
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, _session: Session, _talk: Talk, envelope: Envelope) -> str:  # noqa: N802
        everybody = list(dict.fromkeys(envelope.rcpt_tos))
        answer = await self._taken(envelope, everybody)
        if self._speaks is Speaks.SMTP:
            return answer
        answers = dict.fromkeys(everybody, answer)
        if answer != _STORED and len(everybody) > 1:  # LMTP: an answer for each recipient
            answers = {to: await self._taken(envelope, [to]) for to in everybody}
        return "\r\n".join(answers[to] for to in envelope.rcpt_tos)

    async def _taken(self, envelope: Envelope, recipients: Sequence[str]) -> str:
        raw: Any = envelope.content
        sender = (envelope.mail_from or "").removeprefix("<>")  # what a bounce says instead of a sender
        try:
            await self._aside(
                lambda: self._mailroom.take(raw, speaks=self._speaks, envelope_from=sender, recipients=recipients)
            )
        except Exception:  # nothing but "stored" may be answered with 250
            log.exception("mail could not be stored")
            return _LATER
        return _STORED

    async def _aside(self, work: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


class Listener:
    """Listens on "host:port" from `start` to `stop`, in a thread of its own; port 0 lets the system choose."""

    def __init__(
        self,
        address: str,
        mailroom: Mailroom,
        executor: Executor,
        *,
        speaks: Speaks,
        tls: ssl.SSLContext | None = None,
        our_name: str = "goodword",
    ) -> None:
        self._host, _, port = address.rpartition(":")
        self._wanted_port = int(port)
        self._door = _Door(mailroom, executor, speaks)
        self._kind: type[Session] = LmtpSession if speaks is Speaks.LMTP else Session
        self._connections = Connections()
        self._tls = tls
        self._our_name = our_name
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name=f"{speaks}-listener", daemon=True)
        self.port = 0

    def start(self) -> None:
        """Begin to listen. Raises OSError when the port is taken."""
        try:
            self._server = self._loop.run_until_complete(
                self._loop.create_server(
                    self._protocol, host=self._host.strip("[]") or "127.0.0.1", port=self._wanted_port
                )
            )
        except OSError:
            self._loop.close()
            raise
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread.start()

    def stop(self) -> None:
        """Stop listening. Deliveries under way are broken off without an answer, so their senders try again."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _protocol(self) -> Session:
        return self._kind(
            self._door,
            self._connections,
            enable_SMTPUTF8=True,
            hostname=self._our_name,
            ident="Goodword",
            tls_context=self._tls,
            loop=self._loop,
        )

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._server.close()
        under_way = asyncio.all_tasks(self._loop)
        for task in under_way:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*under_way, return_exceptions=True))
        self._loop.run_until_complete(self._server.wait_closed())
        self._loop.close()
