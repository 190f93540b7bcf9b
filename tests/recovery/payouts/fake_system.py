"""Somebody's system on loopback that speaks our signed webhook, and refuses what is not signed."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from goodword.recovery.payouts.signatures import HEADER, is_authentic
from tests.frozen_time import START

SECRET = "a-secret-that-nobody-can-guess"
Answering = Callable[[dict[str, Any]], tuple[int, object]]


@dataclass
class FakeSystem:
    """`answers` gives a status and what is said; None is silence. `asked` keeps what came, with its key."""

    answers: Answering = lambda asked: (200, {"status": "paid", "reference": "T-1", "paid_at": "2026-11-02T15:00:00Z"})
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    now: Callable[[], datetime] = lambda: START

    def __post_init__(self) -> None:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def at(self, host: str = "localhost") -> str:
        return f"http://{host}:{self._http.server_address[1]}/payouts"


def _handler(system: FakeSystem) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if not is_authentic(body, self.headers.get(HEADER, ""), SECRET, at=system.now()):
                self._say(401, {"status": "failed"})
                return
            asked = {**json.loads(body), "key": self.headers.get("Idempotency-Key", "")}
            system.asked.append(asked)
            status, said = system.answers(asked)
            if said is None:
                self.close_connection = True
            else:
                self._say(status, said)

        def _say(self, status: int, said: object) -> None:
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            for name, value in {**system.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            pass

    return Handler
