"""Who is with whom in a conversation, for fifteen seconds at a time, and only for those who may know of it."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.core.clock import now, travelled_to
from goodword.core.presence import LIFE, Present, State, everybody, forget, say, sqlite
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.core.live_browser import LiveDesk, Stream, cookies_of, live_desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]


@pytest.fixture(autouse=True)
def _nobody_left() -> Iterator[None]:
    yield
    for one in everybody():
        forget(one.key)
    sqlite.close()


@pytest.fixture
def cast() -> Cast:
    return found_cast()


@pytest.fixture
def matter(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


@pytest.fixture
def desk(matter: Conversation) -> Iterator[LiveDesk]:
    with live_desk() as running:
        yield running


def here(stream: Stream, number: int) -> list[list[Any]]:
    """Who the stream was last told to be in the conversation."""
    told: list[list[Any]] = []
    for fields in stream.told:
        if fields["event"] == "here":
            at = json.loads(fields["data"])
            told = at["at"].get(str(number), [] if at.get("whole") else told)
    return told


def page_of(desk: LiveDesk, agent: Agent, matter: Conversation) -> tuple[Stream, str]:
    stream = desk.follow(cookies_of(agent), "inbox", f"conversation:{matter.pk}")
    assert stream.wait_until(lambda seen: any(one["event"] == "pass" for one in seen.told))
    return stream, next(json.loads(one["data"])["pass"] for one in stream.told if one["event"] == "pass")


def word(admitted: str, number: int, state: str = "viewing", saved: int = 0) -> bytes:
    return json.dumps({"pass": admitted, "at": number, "state": state, "saved": saved}).encode()


def test_others_hear_that_somebody_writes_and_that_they_left(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    tess = desk.follow(cookies_of(cast.tess), "inbox")
    _mara, admitted = page_of(desk, cast.mara, matter)

    assert desk.say(word(admitted, matter.pk, "writing", 2)) == 204
    assert tess.wait_until(lambda seen: here(seen, matter.pk) == [[cast.mara.pk, "Mara Lindqvist", "writing", 2]])

    assert desk.say(word(admitted, matter.pk, "away")) == 204
    assert tess.wait_until(lambda seen: here(seen, matter.pk) == [])


def test_whoever_opens_a_page_later_is_told_who_is_there(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    _mara, admitted = page_of(desk, cast.mara, matter)
    desk.say(word(admitted, matter.pk))
    tess = desk.follow(cookies_of(cast.tess), "inbox")
    assert tess.wait_until(lambda seen: here(seen, matter.pk) == [[cast.mara.pk, "Mara Lindqvist", "viewing", 0]])


def test_who_may_not_read_it_hears_nothing_and_nobody_hears_of_themselves(
    desk: LiveDesk, cast: Cast, matter: Conversation
) -> None:
    caleb, tess = (desk.follow(cookies_of(agent), "inbox") for agent in (cast.caleb, cast.tess))
    mara, admitted = page_of(desk, cast.mara, matter)
    desk.say(word(admitted, matter.pk))
    assert tess.wait_until(lambda seen: here(seen, matter.pk))
    assert not caleb.wait_until(lambda seen: here(seen, matter.pk), 0.5)
    assert not here(mara, matter.pk)


def test_a_closed_page_is_gone_at_once(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    tess = desk.follow(cookies_of(cast.tess), "inbox")
    mara, admitted = page_of(desk, cast.mara, matter)
    desk.say(word(admitted, matter.pk))
    assert tess.wait_until(lambda seen: here(seen, matter.pk))
    mara.leave()
    assert tess.wait_until(lambda seen: not here(seen, matter.pk))


@pytest.mark.parametrize(
    "spoiled",
    [b"", b"{}", b"x" * 5000, b"[" * 2000, b'{"pass": [":"]}', b'{"pass": "forged", "at": 1, "state": "viewing"}'],
    ids=["nothing", "empty", "long", "deep", "list", "forged"],
)
def test_what_no_page_says_is_refused(desk: LiveDesk, spoiled: bytes) -> None:
    assert desk.say(spoiled) == 403
    assert everybody() == []


def test_a_pass_leads_only_where_its_page_may_be(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    other = conversation_with_odile(cast)
    _mara, admitted = page_of(desk, cast.mara, matter)
    assert desk.say(word(admitted, other.pk)) == 403
    assert desk.say(word(admitted, matter.pk, "asleep")) == 403
    assert everybody() == []


def test_who_falls_silent_is_forgotten() -> None:
    at = now()
    with travelled_to(at):
        say(Present("page", 3, "Mara", 1042, State.NOTING))
    with travelled_to(at + timedelta(seconds=LIFE - 1)):
        assert [one.state for one in everybody()] == [State.NOTING]
    with travelled_to(at + timedelta(seconds=LIFE + 1)):
        assert everybody() == []


def test_a_damaged_file_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "presence.sqlite3"
    path.write_bytes(b"not a database, but long enough to be read as the header of one" * 20)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite.File(path)
    file = sqlite._opened(path)
    file.write(("page", 3, "Mara", 1042, "viewing", 0, 10.0))
    assert file.read(9.0) == [("page", 3, "Mara", 1042, "viewing", 0)]
    file.close()


def test_the_store_is_neither_in_the_database_nor_logged() -> None:
    if connection.vendor == "sqlite":
        say(Present("page", 3, "Mara", 1042))
        assert (settings.GOODWORD.data / sqlite.FILE).exists()
        assert "presence" not in connection.introspection.table_names()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'core_presence'")
        assert cursor.fetchone() == ("u",)
