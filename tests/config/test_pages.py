"""A running desk: pages by threads, files and live streams by the loop, and nobody keeps the others waiting."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPResponse
from urllib.parse import urlsplit

import pytest

from tests.config.running_desk import Desk, own_database

pytestmark = pytest.mark.real_time

FOUND = """
from django.conf import settings
from django.test import Client
from tests.cast import conversation_with_odile, found_cast
cast = found_cast()
conversation_with_odile(cast)
client = Client()
client.force_login(cast.mara)
print(settings.SESSION_COOKIE_NAME + "=" + client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
NOTE = """
from goodword.accounts.models import Agent
from goodword.conversations.actions.noting import write_note
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
by = Actor.agent(Agent.objects.get(email="tess@wrenfield.example").pk)
write_note(Conversation.objects.get().pk, by=by, html="<p>Called.</p>")
"""
LINK = """
import io, os
from goodword.accounts.models import Agent
from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, FileLink
from goodword.conversations.sent_files import sent_file_address
from goodword.core.actor import Actor
by, number = Actor.agent(Agent.objects.get(email="mara@wrenfield.example").pk), Conversation.objects.get().pk
large = {"filename": "a.bin", "content_type": "a/b", "content": io.BytesIO(os.urandom(24 << 20))}
attach_file(number, by=by, kind=DraftKind.REPLY, **large)
send_reply(number, by=by, html="<p>Here.</p>")
print("/sent-files/" + sent_file_address(FileLink.objects.get()).rpartition("/")[2] + "/content")
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    with own_database(folder, migrated=True) as database:
        running = Desk(folder, database, GOODWORD_WEB_THREADS="2", GOODWORD_MAX_UPLOAD_MEGABYTES="50")
        running.cookie = running.python(FOUND)
        yield running.serve()
        running.end()


@contextmanager
def listening(desk: Desk) -> Iterator[HTTPResponse]:
    connection = desk.connect()
    connection.request("GET", "/live?show=inbox", headers={"Cookie": desk.cookie})
    with connection.getresponse() as stream:
        yield stream
    connection.close()


def test_a_browser_hears_of_what_another_process_commits(desk: Desk) -> None:
    with listening(desk) as stream:
        assert stream.getheader("content-type") == "text/event-stream; charset=utf-8"
        desk.python(NOTE)
        lines = (stream.readline().decode().strip() for _ in range(200))
        assert next(lines).startswith("retry: ")
        assert any(line.startswith("data:") and '"kind":"note.written"' in line for line in lines)


def test_a_stranger_hears_nothing(desk: Desk) -> None:
    assert desk.get("/live?show=inbox")[0] == 401


def test_files_have_hashed_names_are_kept_for_ever_and_compressed(desk: Desk) -> None:
    page = desk.get("/sign-in")[2].decode()
    stylesheet = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert stylesheet is not None
    status, headers, _ = desk.get(stylesheet.group(1), **{"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert re.search(r"\.[0-9a-f]{12}\.css$", stylesheet.group(1))
    assert "immutable" in headers["cache-control"]


def test_a_file_that_is_not_there_is_not_found(desk: Desk) -> None:
    assert desk.get("/static/../secrets.key")[0] == 404
    assert desk.get("/static/nothing.css")[0] == 404


def test_slow_senders_keep_no_page_waiting(desk: Desk) -> None:
    parts = urlsplit(desk.address)
    slow = [socket.create_connection((parts.hostname, parts.port)) for _ in range(8)]
    for one in slow:
        one.sendall(b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nx")
    begun = time.monotonic()
    assert desk.get("/sign-in")[0] == 200
    assert time.monotonic() - begun < 5
    for one in slow:
        one.close()


def test_slow_downloads_keep_no_page_waiting(desk: Desk) -> None:
    parts, path = urlsplit(desk.address), desk.python(LINK)
    slow = [socket.create_connection((parts.hostname, parts.port)) for _ in range(3)]
    for one in slow:
        one.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        assert one.recv(15) == b"HTTP/1.1 200 OK"
    begun = time.monotonic()
    assert desk.get("/sign-in")[0] == 200
    assert time.monotonic() - begun < 5
    for one in slow:
        one.close()


def test_a_body_beyond_the_limit_is_refused(desk: Desk) -> None:
    connection = desk.connect()
    connection.request("POST", "/sign-in", body=b"x" * (51 * 1024 * 1024))
    assert connection.getresponse().status == 413
    connection.close()


def test_it_stops_at_once_with_streams_open(desk: Desk) -> None:
    with ExitStack() as open_streams:
        streams = [open_streams.enter_context(listening(desk)) for _ in range(5)]
        begun = time.monotonic()
        assert desk.stop() == 0
        assert time.monotonic() - begun < 3
        assert all(stream.read().startswith(b"retry") for stream in streams)
    desk.serve()  # for the others, in whatever order they come
