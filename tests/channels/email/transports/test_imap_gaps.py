"""Mail that comes between the last look and IDLE is told in ways that a mail program easily overhears."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest

from goodword.channels.email.choices import Security
from goodword.channels.email.transports.imap import ImapAccess, ImapFolder

pytestmark = pytest.mark.real_time
LONG = 6.0  # seconds; who waits that long has overheard it


class TellingServer(socketserver.StreamRequestHandler):
    """Speaks just enough IMAP; `with_search` and `with_idle` are told in one packet with those answers."""

    with_search: ClassVar[bytes] = b""
    with_idle: ClassVar[bytes] = b""

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        answers: dict[bytes, bytes] = {
            b"CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\n",
            b"EXAMINE": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1] v\r\n* OK [UIDNEXT 1] n\r\n",
            b"UID": b"* SEARCH\r\n" + self.with_search,
        }
        for line in self.rfile:
            tag, _, rest = line.strip().partition(b" ")
            command = rest.split(b" ")[0].upper()
            if command == b"IDLE":
                self.wfile.write(b"+ idling\r\n" + self.with_idle)
                self.rfile.readline()
            self.wfile.write(answers.get(command, b"") + tag + b" OK done\r\n")


@pytest.fixture
def telling() -> Iterator[Callable[..., ImapAccess]]:
    servers: list[socketserver.ThreadingTCPServer] = []

    def start(**told: bytes) -> ImapAccess:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), type("Server", (TellingServer,), told))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return ImapAccess(
            host="127.0.0.1", port=server.server_address[1], security=Security.NONE, username="a", secret="b"
        )

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("place", ["with_search", "with_idle"])
def test_it_is_heard_at_once(telling: Callable[..., ImapAccess], place: str) -> None:
    with ImapFolder(telling(**{place: b"* 1 EXISTS\r\n"})) as folder:
        folder.select()
        folder.uids_from(1)
        begun = time.monotonic()
        folder.wait(LONG, lambda: False)

    assert time.monotonic() - begun < LONG / 2


def test_where_nothing_came_it_waits(telling: Callable[..., ImapAccess]) -> None:
    with ImapFolder(telling()) as folder:
        folder.select()
        folder.uids_from(1)
        begun = time.monotonic()
        folder.wait(1.0, lambda: False)

    assert time.monotonic() - begun >= 1.0
