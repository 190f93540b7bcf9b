"""Nothing is lost: a browser says up to where it was told, and is told the rest, whatever happened meanwhile."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from goodword.conversations.access import visible_conversations
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.noting import write_note
from goodword.conversations.models import Conversation
from goodword.conversations.queries.hearing import Happened, told_of
from goodword.core.actor import SYSTEM, Actor
from goodword.core.events import Event, record
from goodword.core.live import position
from goodword.core.live import pump as pumping
from goodword.core.live.changes import BATCH
from goodword.core.live.reader import MOST_GAPS, REMEMBERED, Gap, Memory, Reader
from goodword.core.models import RecordedEvent
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.config.running_desk import eventually
from tests.core.live_browser import LiveDesk, Stream, cookies_of, live_desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]


class BellHeard(Event, kind="test.bell-heard"):
    """Something happened that concerns nobody."""


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


def note(cast: Cast, matter: Conversation) -> int:
    write_note(matter.pk, by=Actor.agent(cast.tess.pk), html="<p>Called the depot.</p>")
    return newest()


def newest() -> int:
    return RecordedEvent.objects.latest("id").pk


def ring(times: int) -> None:
    with transaction.atomic():
        for _ in range(times):
            record(BellHeard(by=SYSTEM))


def hears(stream: Stream, *kinds: str) -> bool:
    """Whether just these come, in this order; the same may come twice."""
    return stream.wait_until(lambda seen: tuple(dict.fromkeys(one["kind"] for one in seen.changes())) == kinds)


def test_what_was_missed_is_told_in_order(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    seen = newest()
    note(cast, matter)
    assign_conversation(matter.pk, by=Actor.agent(cast.tess.pk), to=cast.mara.pk)
    for last, after in ((seen, ""), (None, str(seen)), (seen, "0")):
        stream = desk.follow(cookies_of(cast.mara), f"conversation:{matter.pk}", last=last, after=after)
        assert hears(stream, "note.written", "conversation.assigned")
        assert stream.wait_until(lambda seen: seen.at == newest())
        assert not stream.is_stale()


@pytest.mark.parametrize("after", ["", "x", "-1", "²", "9" * 30])
def test_who_cannot_say_what_they_know_is_told_to_look_at_everything(desk: LiveDesk, cast: Cast, after: str) -> None:
    assert desk.follow(cookies_of(cast.mara), "inbox", after=after).is_stale()
    assert not desk.follow(cookies_of(cast.mara), "inbox", after=str(newest())).is_stale()


def test_who_missed_too_much_is_told_to_look_at_everything(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    seen = newest()
    ring(BATCH + 1)
    ring(REMEMBERED)
    assert eventually(lambda: position() == str(newest()))
    assert desk.follow(cookies_of(cast.mara), "inbox", last=seen).is_stale()


def test_who_knows_more_than_the_desk_is_told_to_look_at_everything(desk: LiveDesk, cast: Cast) -> None:
    """The desk was restored from a backup."""
    assert desk.follow(cookies_of(cast.mara), "inbox", last=newest() + 1).is_stale()


def test_a_server_that_was_started_again_tells_what_was_missed(cast: Cast, matter: Conversation) -> None:
    with live_desk() as before:
        at = before.follow(cookies_of(cast.mara), "inbox").at
    note(cast, matter)
    with live_desk() as after:
        stream = after.follow(cookies_of(cast.mara), "inbox", last=at)
        assert hears(stream, "note.written")
    assert not stream.is_stale()


def test_another_process_may_tell_the_rest(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    at = desk.follow(cookies_of(cast.mara), "inbox").at
    with live_desk() as other:
        note(cast, matter)
        assert hears(other.follow(cookies_of(cast.mara), "inbox", last=at), "note.written")


def test_a_page_says_where_it_stands(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    known = position()
    note(cast, matter)
    assert hears(desk.follow(cookies_of(cast.mara), "inbox", after=known), "note.written")


def test_every_message_ends_where_one_may_begin_again(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    stream = desk.follow(cookies_of(cast.mara), "inbox", f"conversation:{matter.pk}")
    note(cast, matter)
    assert stream.wait_until(lambda seen: seen.at == newest())
    told = [fields for fields in stream.told if fields["event"] in {"changed", "at"}]
    assert [fields["event"] for fields in told[-3:]] == ["changed", "changed", "at"]
    assert all(("id" in fields) == (fields["event"] == "at") for fields in told)


def test_a_database_that_was_away_loses_nothing(cast: Cast, matter: Conversation, monkeypatch: Any) -> None:
    broken: list[int] = []

    def narrowed(hub: Any, changes: Any, *, narrow: Any = pumping.Hub.narrowed) -> Any:
        if not broken:
            broken.append(1)
            raise DatabaseError("the server is being restarted")
        return narrow(hub, changes)

    monkeypatch.setattr(pumping, "AFTER_TROUBLE", 0.01)
    with live_desk() as desk:
        monkeypatch.setattr(pumping.Hub, "narrowed", narrowed)
        stream = desk.follow(cookies_of(cast.mara), "inbox")
        note(cast, matter)
        assert hears(stream, "note.written")
    assert broken


def test_a_memory_knows_what_it_forgot() -> None:
    memory = Memory(since=10, position=20, changes=())
    assert memory.after(9) is None
    assert memory.after(10) == memory.after(20) == []
    assert memory.after(21) is None


def test_a_reader_remembers_the_last_ones_only(matter: Conversation) -> None:
    reader = Reader()
    first = newest()
    ring(REMEMBERED + 5)
    while reader.new_changes():
        pass
    assert len(reader.memory.changes) == REMEMBERED
    assert (reader.memory.since, reader.memory.position) == (first + 5, first + REMEMBERED + 5)
    assert connection.in_atomic_block is False


def test_who_may_hear_is_who_may_see(cast: Cast, matter: Conversation) -> None:
    agents = (cast.olive, cast.adam, cast.tess, cast.mara, cast.caleb, cast.cole)
    for team in (cast.pharmacy, cast.nursing, None):
        for assignee in (cast.cole, cast.caleb, None):
            matter.change(team=team, assignee=assignee)
            [told] = told_of(agents, [Happened("note.written", matter.pk)])
            assert told.seeing == {agent.pk for agent in agents if visible_conversations(agent).exists()}


def test_a_gap_is_what_was_not_found() -> None:
    left = Gap(1, 9, 0.0).around([1, 4, 5, 9])
    assert [(gap.first, gap.last) for gap in left] == [(2, 3), (6, 8)]
    assert Gap(1, 2, 0.0).around([2, 1]) == []
    assert MOST_GAPS < 1000  # SQL has its limits
