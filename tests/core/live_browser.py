"""A browser that follows `/live`, without a socket: the ASGI application on an event loop in a thread."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from goodword.accounts.models import Agent
from goodword.core.live import LiveApp


def cookies_of(agent: Agent) -> bytes:
    client = Client()
    client.force_login(agent)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}".encode()


class Stream:
    """One open connection and what came through it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.status = 0
        self.headers: dict[str, str] = {}
        self.told: list[dict[str, str]] = []
        self.at = -1
        self.is_over = False
        self._news = threading.Condition()
        self._gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        with self._news:
            self.status = message.get("status", self.status)
            self.headers |= {name.decode(): value.decode() for name, value in message.get("headers", [])}
            self.is_over = message["type"] == "http.response.body" and not message.get("more_body", False)
            for block in message.get("body", b"").decode().strip().split("\n\n"):
                fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
                self.at = int(fields.get("id", self.at))
                if "event" in fields:
                    self.told.append(fields)
            self._news.notify_all()

    def wait_until(self, happened: Any, seconds: float = 30) -> bool:
        with self._news:
            return self._news.wait_for(lambda: happened(self), seconds)

    def leave(self) -> None:
        """Close the page."""
        self.loop.call_soon_threadsafe(self._gone.set)

    def changes(self) -> list[dict[str, Any]]:
        return self._said("changed")

    def refused(self) -> list[dict[str, Any]]:
        return self._said("refused")

    def is_stale(self) -> bool:
        return bool(self._said("stale"))

    def _said(self, event: str) -> list[dict[str, Any]]:
        return [json.loads(fields["data"]) for fields in self.told if fields["event"] == event]


class LiveDesk:
    """A running `LiveApp`."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.app = LiveApp()
        self._loop = loop
        self._streams: list[Any] = []
        self._lifespan: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._started = threading.Event()
        self._stopped = threading.Event()
        self._run(self.app.lifespan(self._lifespan.get, self._spoken))
        self._run(self._lifespan.put({"type": "lifespan.startup"}))
        assert self._started.wait(30)

    async def _spoken(self, message: dict[str, Any]) -> None:
        (self._started if "startup" in message["type"] else self._stopped).set()

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def follow(
        self, cookies: bytes, *topics: str, last: int | None = None, after: str = "", method: str = "GET"
    ) -> Stream:
        """Open a stream and wait until it stands: everything that is committed from now on comes through it."""
        headers = [(b"cookie", cookies)]
        if last is not None:
            headers.append((b"last-event-id", str(last).encode()))
        query = urlencode([*(("show", topic) for topic in topics), ("after", after)]).encode()
        scope = {"type": "http", "method": method, "path": "/live", "query_string": query, "headers": headers}
        stream = Stream(self._loop)
        self._streams.append(self._run(self.app(scope, stream.receive, stream.send)))
        assert stream.wait_until(lambda seen: seen.at >= 0 or seen.is_over or method == "HEAD")
        return stream

    def say(self, word: bytes) -> int:
        """What a page says of where it is; the status of the answer."""
        said = Stream(self._loop)

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": word, "more_body": False}

        scope = {"type": "http", "method": "POST", "path": "/live", "query_string": b"", "headers": []}
        self._run(self.app(scope, receive, said.send)).result(20)
        return said.status

    def close(self) -> None:
        """End the streams, as a stopping server does."""
        self._loop.call_soon_threadsafe(self.app.close)

    def stop(self) -> None:
        self.close()
        for stream in self._streams:
            stream.result(30)
        self._run(self._lifespan.put({"type": "lifespan.shutdown"}))
        assert self._stopped.wait(30)


@contextmanager
def live_desk() -> Iterator[LiveDesk]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    desk = LiveDesk(loop)
    try:
        yield desk
    finally:
        desk.stop()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
