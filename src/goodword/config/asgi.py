"""The desk as one ASGI application: pages by Django's WSGI handler in threads, the rest on the event loop.

Threads, because each keeps its database connection for good; files have threads of their own, so that slow downloads
never keep pages waiting.
"""

import contextlib
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from goodword.config.bodies import BodyRefused, Disconnected, replaying, take_in
from goodword.config.static import StaticApp
from goodword.config.turns import InTurn
from goodword.core.live import LiveApp

DOWNLOAD_THREADS = 4
DOWNLOADS = ("/files/", "/sent-files/")


class Desk:
    """Sends each request to the application that answers it. Make it after a fork: it owns threads."""

    def __init__(self) -> None:
        pages: Any = get_wsgi_application()
        self._pages = InTurn(WSGIMiddleware(pages, workers=settings.GOODWORD.web_threads, send_queue_size=64))
        self._downloads = WSGIMiddleware(pages, workers=DOWNLOAD_THREADS, send_queue_size=64)
        self._static = StaticApp()
        self.live = LiveApp()
        self._limit = settings.GOODWORD.max_upload_megabytes * 1024 * 1024

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.live.lifespan(receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
        elif scope["path"] == "/live":
            await self.live(scope, receive, send)
        elif scope["path"].startswith(settings.STATIC_URL):
            await self._static(scope, receive, send)
        else:
            await self._page(scope, receive, send)

    async def _page(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        app: Any = self._downloads if scope["path"].startswith(DOWNLOADS) else self._pages
        try:
            with contextlib.closing(await take_in(receive, self._limit)) as body:
                await app(scope, replaying(body), send)
        except BodyRefused as refused:
            headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": refused.status, "headers": headers})
            await send({"type": "http.response.body", "body": b"The request is too large or came too slowly.\n"})
        except Disconnected:
            return
