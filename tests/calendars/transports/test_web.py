"""Reading an address, at a server on loopback that is allowed by the name of localhost and by no other."""

import dataclasses
import socket
from collections.abc import Iterator

import pytest
from django.conf import settings

from goodword.calendars.errors import (
    FeedNotSecure,
    FeedPrivate,
    FeedRefused,
    FeedTooLarge,
    FeedUnreachable,
)
from goodword.calendars.transports import web
from goodword.calendars.transports.web import Fetched, checked_address, fetch
from tests.calendars.feed_server import FeedServer

pytestmark = pytest.mark.real_time


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    allow(monkeypatch, "localhost")
    with FeedServer() as server:
        yield server


def allow(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(settings, "GOODWORD", dataclasses.replace(settings.GOODWORD, allowed_private_hosts=names))


def test_what_the_address_gives_and_its_tag(server: FeedServer) -> None:
    address = server.gives("/days.ics?key=1", b"days", ETag='"1"')
    assert fetch(address) == Fetched(b"days", '"1"')
    assert server.asked == [("/days.ics?key=1", "")]


def test_what_has_not_changed_is_not_given_again(server: FeedServer) -> None:
    address = server.gives("/days.ics", b"days", ETag='"1"')
    assert fetch(address, tag='"1"') == Fetched(None)
    assert fetch(address, tag='"0"') == Fetched(b"days", '"1"')


def test_a_redirect_is_followed(server: FeedServer) -> None:
    server.gives("/new", b"days")
    assert fetch(server.gives("/old", status=302, Location="/new")).content == b"days"


def test_a_redirect_is_checked_anew(server: FeedServer) -> None:
    server.gives("/inside", b"secret")
    away = server.gives("/old", status=302, Location=server.at("/inside", "127.0.0.1"))
    with pytest.raises(FeedPrivate):
        fetch(away)
    assert server.asked == [("/old", "")]


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://localhost/", "//[::1", "http://a:b@localhost/"])
def test_a_redirect_to_somewhere_else_is_refused(server: FeedServer, place: str) -> None:
    with pytest.raises((FeedNotSecure, FeedUnreachable)):
        fetch(server.gives("/old", status=301, Location=place))


def test_redirects_come_to_an_end(server: FeedServer) -> None:
    with pytest.raises(FeedUnreachable):
        fetch(server.gives("/round", status=302, Location="/round"))
    assert len(server.asked) == 6


@pytest.mark.parametrize("status", [403, 404, 500])
def test_an_error_is_told_with_its_number(server: FeedServer, status: int) -> None:
    with pytest.raises(FeedRefused) as refused:
        fetch(server.gives("/days.ics", b"no", status=status))
    assert f"localhost answered “{status}”" in str(refused.value)


def test_what_is_too_large_is_not_read_to_its_end(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LARGEST", 1000)
    assert fetch(server.gives("/small", b"x" * 1000)).content == b"x" * 1000
    with pytest.raises(FeedTooLarge):
        fetch(server.gives("/large", b"x" * 1001))


def test_what_takes_too_long_is_given_up(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_TOTAL_SECONDS", -1.0)
    with pytest.raises(FeedUnreachable):
        fetch(server.gives("/days.ics", b"days"))


def test_nobody_listens(server: FeedServer) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(FeedUnreachable) as refused:
            fetch(f"http://localhost:{taken.getsockname()[1]}/secret")
    assert "localhost could not be reached" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_server_inside_is_refused_unless_allowed(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch)
    with pytest.raises(FeedPrivate):
        fetch(server.gives("/days.ics", b"days"))
    assert server.asked == []


def test_plain_http_leads_nowhere_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: [(0, 0, 0, "", ("8.8.8.8", 80))])
    with pytest.raises(FeedNotSecure):
        fetch("http://calendar.example/days.ics")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://calendar.example/a?key=b#c ", "https://calendar.example/a?key=b"),
        ("webcal://calendar.example", "https://calendar.example/"),
        ("http://calendar.lan:8080/a", "http://calendar.lan:8080/a"),
    ],
)
def test_an_address_as_it_is_asked_for(typed: str, address: str) -> None:
    assert checked_address(typed) == address


@pytest.mark.parametrize("typed", ["", "calendar.example", "ftp://a/b", "https://", "https://a:99999/", "https://u:p@a/",
                                   "https://[::1", "javascript:alert(1)"])  # fmt: skip
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(FeedNotSecure):
        checked_address(typed)
