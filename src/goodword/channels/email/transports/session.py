"""What a mail server may say to us on one connection, and how much of it. A long letter never stands in memory."""

import asyncio
import tempfile
import time
from collections import Counter
from typing import Any, BinaryIO, cast

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, syntax

LARGEST = 64 << 20  # bytes of one mail
MOST_CONNECTIONS = 200
MOST_FROM_ONE = 50  # connections of one peer, which may be the only relay
SILENCE = 120.0  # seconds without a byte; whole mail servers think for a while
LONGEST_LETTER = 15 * 60.0  # seconds for one mail
_IN_MEMORY = 1 << 20
_LONGEST_LINE = 1 << 20  # real mail has lines far beyond the standard's 998 characters
_BREATH = 1 << 20  # bytes between two looks at the clock
_END = b".\r\n"
_TOO_LONG = "500 5.6.0 Line too long"
_TOO_MUCH = "552 5.3.4 The mail is too large"
_NO_SPACE = "452 4.3.1 There is no space for it now; try again later"
_TOO_MANY = b"421 4.7.0 Too many connections; try again later\r\n"
# How often each command may come on a connection. Relays send many mails on one; nobody needs a hundred NOOPs.
_MOST_COMMANDS = {"MAIL": 1_000, "RCPT": 20_000, "DATA": 1_000, "RSET": 1_000, "NOOP": 100, "*": 20}


class Connections:
    """How many connections are open, in all and by peer."""

    def __init__(self) -> None:
        self._by_peer: Counter[str] = Counter()

    def open(self, peer: str) -> bool:
        """Count one more, unless there are too many."""
        if self._by_peer.total() >= MOST_CONNECTIONS or self._by_peer[peer] >= MOST_FROM_ONE:
            return False
        self._by_peer[peer] += 1
        return True

    def close(self, peer: str) -> None:
        self._by_peer[peer] -= 1
        if not self._by_peer[peer]:
            del self._by_peer[peer]


class Session(SMTP):
    """One connection by SMTP. `envelope.content` is given to the hook as a stream, closed when that returns."""

    line_length_limit = _LONGEST_LINE
    unknown_recipients = 0
    _peer: str | None = None
    _is_refused = False

    def __init__(self, door: Any, connections: Connections, **options: Any) -> None:
        super().__init__(
            door, data_size_limit=LARGEST, timeout=SILENCE, command_call_limit=dict(_MOST_COMMANDS), **options
        )
        self._connections = connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self._peer is None:
            peer = str((transport.get_extra_info("peername") or ("",))[0])
            if not self._connections.open(peer):
                self._is_refused = True
                cast(asyncio.Transport, transport).write(_TOO_MANY)
                transport.close()
                return
            self._peer = peer
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._is_refused:
            return
        if self._peer is not None:
            self._connections.close(self._peer)
            self._peer = None
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        if not self._is_refused:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        return None if self._is_refused else super().eof_received()

    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 (aiosmtpd's name)
        if await self.check_helo_needed() or await self.check_auth_needed("DATA"):
            return
        envelope = cast(Envelope, self.envelope)
        if not envelope.rcpt_tos:
            await self.push("503 5.5.1 Error: need RCPT command")
            return
        if arg:
            await self.push("501 5.5.4 Syntax: DATA")
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as letter:
            answer = await self._receive(cast(BinaryIO, letter))
            if answer:
                await self.refuse_letter(answer)
            else:
                letter.seek(0)
                envelope.content = cast(bytes, letter)  # aiosmtpd's word; its hook is ours
                await self.push(await self.event_handler.handle_DATA(self, self.session, envelope))
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        self._reset_timeout()

    async def refuse_letter(self, answer: str) -> None:
        """The mail as a whole is not taken."""
        await self.push(answer)

    async def _receive(self, letter: BinaryIO) -> str:
        """Read the letter to its end, and write it down unless something is wrong; return what is."""
        answer, size, look_at = "", 0, _BREATH
        until = time.monotonic() + LONGEST_LETTER
        while True:
            line, is_whole = await self._line()
            if line == _END and is_whole:
                return answer
            size += len(line)
            if not is_whole:
                answer = answer or _TOO_LONG
            elif size > LARGEST:
                answer = answer or _TOO_MUCH
            elif not answer:
                answer = _written(letter, line)
            if size >= look_at and time.monotonic() < until:
                self._reset_timeout()  # it goes on
                look_at = size + _BREATH

    async def _line(self) -> tuple[bytes, bool]:
        """The next line with its end; of one that is too long all but its last piece, and False."""
        try:
            return await self._reader.readuntil(b"\r\n"), True
        except asyncio.LimitOverrunError as overrun:
            await self._reader.read(overrun.consumed)
        while True:
            try:
                await self._reader.readuntil(b"\r\n")
            except asyncio.LimitOverrunError as overrun:
                await self._reader.read(overrun.consumed)
            else:
                return b"", False


def _written(letter: BinaryIO, line: bytes) -> str:
    try:
        letter.write(line[1:] if line.startswith(b".") else line)
    except OSError:
        return _NO_SPACE
    return ""


class LmtpSession(LMTP, Session):
    """One connection by LMTP, where each recipient is owed an answer."""

    async def refuse_letter(self, answer: str) -> None:
        await self.push("\r\n".join([answer] * len(cast(Envelope, self.envelope).rcpt_tos)))
