"""The ASGI application at `/live`."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.db import connections

from goodword.core.live.changes import Change, changes_since
from goodword.core.live.hub import CLOSE, STALE, Client, Hub
from goodword.core.live.pump import Pump, narrowed
from goodword.core.live.viewers import admitted

HEARTBEAT = 15.0  # seconds
ADMITTED_FOR = 60.0  # seconds until session and permission are looked at again
RETRY = 2000  # milliseconds a browser waits before it reconnects
MOST_TOPICS = 20
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class LiveApp:
    """Streams changes. One thread asks the database for all clients; no client holds a connection."""

    def __init__(self) -> None:
        self.hub = Hub()
        self._pump: Pump | None = None
        self._database = ThreadPoolExecutor(1, thread_name_prefix="live-database")

    async def lifespan(self, receive: Any, send: Any) -> None:
        """Start the pump with the server and stop it with it."""
        await receive()
        self._pump = Pump(self.hub, asyncio.get_running_loop())
        await asyncio.to_thread(self._pump.wait_until_following)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.to_thread(self._stop)
        await send({"type": "lifespan.shutdown.complete"})

    def _stop(self) -> None:
        if self._pump:
            self._pump.stop()
        self._database.submit(connections.close_all).result()
        self._database.shutdown()

    def close(self) -> None:
        """End all streams, so that the server can stop. Called on the event loop."""
        self.hub.close()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        topics = tuple(dict.fromkeys(parse_qs(scope["query_string"].decode("latin-1")).get("show", [])))[:MOST_TOPICS]
        cookies = headers.get(b"cookie", b"").decode("latin-1")
        viewer, allowed, status = await self._ask(admitted, cookies, topics)
        if status != HTTPStatus.OK:
            await send({"type": "http.response.start", "status": int(status), "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
            return
        client = Client(viewer, allowed)
        stream = _Stream(self, client, cookies, send)
        # Followed before what was missed is read, so that nothing falls between the two.
        self.hub.add(client)
        try:
            await stream.begin(refused=[topic for topic in topics if topic not in allowed])
            await self._catch_up(client, headers.get(b"last-event-id", b""))
            await _until_gone(receive, stream.run())
        finally:
            self.hub.remove(client)

    async def _catch_up(self, client: Client, last_event_id: bytes) -> None:
        if not last_event_id.isdigit():
            return
        viewers = {(client.viewer.pk, topic): client.viewer for topic in client.topics if ":" not in topic}
        missed = await self._ask(changes_since, int(last_event_id))
        if missed is None:
            client.tell(STALE)
            return
        seen = await self._ask(narrowed, viewers, missed)
        self._tell_missed(client, missed, seen)

    def _tell_missed(self, client: Client, missed: list[Change], seen: Any) -> None:
        for change in missed:
            for message in self.hub.messages(client, change, seen):
                client.tell(message)

    async def admit_again(self, client: Client, cookies: str) -> bool:
        """Look again at session and permissions; what is no longer allowed ends the stream."""
        viewer, allowed, _ = await self._ask(admitted, cookies, client.topics)
        client.viewer = viewer or client.viewer
        return viewer is not None and allowed == client.topics

    async def _ask(self, question: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._database, question, *arguments)


class _Stream:
    """The writing half of one connection."""

    def __init__(self, app: LiveApp, client: Client, cookies: str, send: Any) -> None:
        self._app = app
        self._client = client
        self._cookies = cookies
        self._send = send

    async def begin(self, refused: list[str]) -> None:
        await self._send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        told = "".join(f"event: refused\ndata: {json.dumps({'topic': topic})}\n\n" for topic in refused)
        await self._write(f"retry: {RETRY}\n\n{told}".encode())

    async def run(self) -> None:
        """Write what the hub tells, and a comment now and then, until the stream is closed or no longer allowed."""
        again = time.monotonic() + ADMITTED_FOR
        while True:
            try:
                message = await asyncio.wait_for(self._client.waiting.get(), HEARTBEAT)
            except TimeoutError:
                message = b": still here\n\n"
            if time.monotonic() > again:
                if not await self._app.admit_again(self._client, self._cookies):
                    message = CLOSE
                again = time.monotonic() + ADMITTED_FOR
            if message == CLOSE:
                await self._send({"type": "http.response.body", "body": b""})
                return
            await self._write(message)

    async def _write(self, message: bytes) -> None:
        await self._send({"type": "http.response.body", "body": message, "more_body": True})


async def _until_gone(receive: Any, writing: Any) -> None:
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
