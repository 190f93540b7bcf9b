"""The ASGI application at `/live`."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.db import connections

from goodword.core.live import frames
from goodword.core.live.changes import changes_since
from goodword.core.live.hub import Client, Hub, missed_by
from goodword.core.live.pump import Pump
from goodword.core.live.stream import Stream, until_gone
from goodword.core.live.topics import LONGEST_NUMBER
from goodword.core.live.viewers import admitted
from goodword.core.live.whereabouts import Whereabouts

MOST_TOPICS = 20


class LiveApp:
    """Streams changes. One thread asks the database for all clients; no client holds a connection."""

    def __init__(self) -> None:
        self.hub = Hub()
        self._pump: Pump | None = None
        self._database = ThreadPoolExecutor(1, thread_name_prefix="live-database")
        self._whereabouts = Whereabouts(self._ask)

    async def lifespan(self, receive: Any, send: Any) -> None:
        """Start the pump with the server and stop it with it."""
        await receive()
        self._pump = Pump(self.hub, asyncio.get_running_loop())
        self._whereabouts.start()
        await asyncio.to_thread(self._pump.wait_until_following)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.to_thread(self._stop)
        await send({"type": "lifespan.shutdown.complete"})

    def _stop(self) -> None:
        self._whereabouts.stop()
        if self._pump:
            self._pump.stop()
        self._database.submit(connections.close_all).result()
        self._database.shutdown()

    def close(self) -> None:
        """End all streams, so that the server can stop. Called on the event loop."""
        self.hub.close()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["method"] in {"GET", "HEAD"}:
            await self._follow(scope, receive, send)
        elif scope["method"] == "POST":
            await self._whereabouts.hear(receive, send)
        else:
            await _refuse(send, HTTPStatus.METHOD_NOT_ALLOWED, (b"allow", b"GET, HEAD, POST"))

    async def _follow(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        query = parse_qs(scope["query_string"].decode("latin-1"))
        asked = tuple(dict.fromkeys(query.get("show", [])))
        cookies = headers.get(b"cookie", b"").decode("latin-1")
        viewer, allowed, status = await self._ask(admitted, cookies, asked[:MOST_TOPICS])
        if status != HTTPStatus.OK:
            await _refuse(send, status)
            return
        client = Client(viewer, allowed)
        stream = Stream(client, send, readmit=lambda: self._admit_again(client, cookies), standing=self._standing)
        await stream.begin(refused=[topic for topic in asked if topic not in allowed])
        if scope["method"] == "GET":
            await self._stream(client, stream, receive, _begins_after(headers, query))
        else:
            await stream.end()

    async def _stream(self, client: Client, stream: Stream, receive: Any, after: int | None) -> None:
        # Followed before what was missed is read, so that nothing falls between the two.
        self.hub.add(client)
        try:
            await stream.write(await self._ask(self._missed, client, after))
            await self._whereabouts.join(client)
            await until_gone(receive, stream.run())
        finally:
            self.hub.remove(client)
            await self._whereabouts.leave(client)

    def _missed(self, client: Client, after: int | None) -> bytes:
        """What the browser missed since then; when that is not known, all it shows may be stale."""
        memory = self.hub.memory
        missed = None if after is None else memory.after(after)
        if missed is None and after is not None:
            missed = changes_since(after)
        if missed is None:
            return frames.STALE + frames.at(memory.position)
        return missed_by(client, missed, memory.position)

    def _standing(self) -> bytes:
        return frames.at(self.hub.position)

    async def _admit_again(self, client: Client, cookies: str) -> bool:
        """Look again at session and permissions; what is no longer allowed ends the stream."""
        viewer, allowed, _ = await self._ask(admitted, cookies, client.topics)
        if viewer is None or allowed != client.topics:
            return False
        client.viewer = viewer
        self._whereabouts.admit(client)
        return True

    async def _ask(self, question: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._database, question, *arguments)


def _begins_after(headers: Mapping[bytes, bytes], query: Mapping[str, list[str]]) -> int | None:
    """Up to where the browser was told: it says so itself when it reconnects, and the page does when it begins."""
    last = headers.get(b"last-event-id", b"").decode("latin-1") or query.get("after", [""])[0]
    return int(last) if last.isascii() and last.isdigit() and len(last) <= LONGEST_NUMBER else None


async def _refuse(send: Any, status: HTTPStatus, *headers: tuple[bytes, bytes]) -> None:
    await send({"type": "http.response.start", "status": int(status), "headers": [(b"content-length", b"0"), *headers]})
    await send({"type": "http.response.body", "body": b""})
