"""The writing half of one connection."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

from goodword.core.live import frames
from goodword.core.live.hub import CLOSE, Client

HEARTBEAT = 15.0  # seconds
ADMITTED_FOR = 60.0  # seconds until session and permission are looked at again
RETRY = (1000, 4000)  # milliseconds: not everybody at once when the server was restarted
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),  # a proxy that compresses would wait for more
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Stream:
    """Writes what the client is told. `standing` says where all stand who were told everything until now."""

    def __init__(
        self, client: Client, send: Any, *, readmit: Callable[[], Awaitable[bool]], standing: Callable[[], bytes]
    ) -> None:
        self._client = client
        self._send = send
        self._readmit = readmit
        self._standing = standing

    async def begin(self, refused: Iterable[str]) -> None:
        """Send the head, and which topics may not be followed."""
        await self._send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await self.write(frames.retry(random.randint(*RETRY)) + b"".join(map(frames.refused, refused)))  # noqa: S311

    async def run(self) -> None:
        """Write what the hub tells, and now and then a word, until the stream is closed or no longer allowed."""
        again = _in_a_while()
        while True:
            try:
                async with asyncio.timeout(HEARTBEAT):
                    message = await self._client.told()
            except TimeoutError:
                message = self._standing()
            if time.monotonic() > again:
                message = message if await self._readmit() else CLOSE
                again = _in_a_while()
            if message == CLOSE:
                await self.end()
                return
            await self.write(message)

    async def end(self) -> None:
        await self._send({"type": "http.response.body", "body": b""})

    async def write(self, message: bytes) -> None:
        await self._send({"type": "http.response.body", "body": message, "more_body": True})


def _in_a_while() -> float:
    """Those who came together after a restart do not come together again."""
    return time.monotonic() + ADMITTED_FOR * random.uniform(0.75, 1)  # noqa: S311


async def until_gone(receive: Any, writing: Coroutine[Any, Any, None]) -> None:
    """Run the writer until it ends or the browser goes away."""
    writer = asyncio.ensure_future(writing)
    gone = asyncio.ensure_future(_disconnected(receive))
    try:
        await asyncio.wait({writer, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (writer, gone):
            task.cancel()
        await asyncio.gather(writer, gone, return_exceptions=True)


async def _disconnected(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
