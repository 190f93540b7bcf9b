"""Streams and presence: each stream is given a pass, pages say by it where they are, and hear who is with them."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from django.db import DatabaseError

from goodword.core.live.hub import Client
from goodword.core.presence import AFRESH, Company, Pass, Present, forget, read_word, say

LONGEST_WORD = 2048  # bytes

log = logging.getLogger(__name__)


class Whereabouts:
    """Who of this process's streams is where. `ask` runs a function in the thread that has a database."""

    def __init__(self, ask: Callable[..., Awaitable[Any]]) -> None:
        self._ask = ask
        self._company: Company | None = None
        self._passes: dict[Client, Pass] = {}

    def start(self) -> None:
        """With the event loop."""
        self._company = Company(asyncio.get_running_loop())

    def stop(self) -> None:
        if self._company:
            self._company.stop()

    async def join(self, client: Client) -> None:
        """Give the stream its pass, and tell it who is there."""
        self._passes[client] = Pass.of(client.viewer, client.topics)
        self.admit(client)
        client.tell(AFRESH)
        if self._company:
            self._company.join(client)
            seen = await self._ask(self._company.visible_to, client.viewer)
            client.tell(self._company.told_to(client.viewer, seen))

    def admit(self, client: Client) -> None:
        """Another pass before the last one is too old."""
        admitted = self._passes[client]
        told = json.dumps({"pass": admitted.signed(), "at": admitted.numbers}, separators=(",", ":"))
        client.tell(f"event: pass\ndata: {told}\n\n".encode())

    async def leave(self, client: Client) -> None:
        """The page is gone, whatever it said last."""
        if self._company:
            self._company.leave(client)
        gone = self._passes.pop(client, None)
        if gone and gone.numbers:
            await asyncio.shield(self._quietly(forget, gone.key))

    async def hear(self, receive: Any, send: Any) -> None:
        """A page says where it is: 204, or 403 when its pass is too old or does not lead there."""
        try:
            admitted, present = read_word(await _body(receive))
        except ValueError:
            await _answer(send, 403)
            return
        await self._quietly(say, present) if present else await self._quietly(forget, admitted.key)
        await _answer(send, 204)

    async def _quietly(self, change: Callable[[Any], None], what: Present | str) -> None:
        """What cannot be kept for fifteen seconds is not worth an error on a screen."""
        try:
            await self._ask(change, what)
        except (DatabaseError, OSError, RuntimeError):
            log.warning("presence could not be kept", exc_info=True)


async def _body(receive: Any) -> bytes:
    """Raises ValueError for one that is too long or never came whole."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request" or len(body) > LONGEST_WORD:
            raise ValueError
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


async def _answer(send: Any, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
