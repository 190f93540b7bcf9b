"""The web part: uvicorn on an inherited socket, until it is told to stop."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import uvicorn
from django.conf import settings

from goodword.config.asgi import Desk
from goodword.config.processes.listening import Certificate

PAGES_MAY_TAKE = 5  # seconds, once the server stops


class Server(uvicorn.Server):
    """Stops when the event is set, and ends the live streams first: they would last for ever."""

    def __init__(self, config: uvicorn.Config, desk: Desk, stop: threading.Event) -> None:
        super().__init__(config)
        self._desk = desk
        self._stop = stop

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the process around us."""
        yield

    async def on_tick(self, counter: int) -> bool:
        self.should_exit = self.should_exit or self._stop.is_set()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._desk.live.close()
        await super().shutdown(sockets)


def run_web(listener: socket.socket, certificate: Certificate | None, stop: threading.Event) -> None:
    """Answer requests on the socket until `stop` is set; pages under way are finished."""
    desk = Desk()
    proxies = settings.GOODWORD.trusted_proxies
    config = uvicorn.Config(
        desk,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        backlog=1024,
        timeout_graceful_shutdown=PAGES_MAY_TAKE,
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=str(certificate.key) if certificate else None,
    )
    Server(config, desk, stop).run([listener])
