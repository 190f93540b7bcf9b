"""A browser hears what changed in what it shows, at once, and nothing of what it may not see."""

from collections.abc import Iterator

import pytest
from django.db import connection

from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.noting import write_note
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.live.changes import Reader
from goodword.core.models import RecordedEvent
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.core.live_browser import LiveDesk, Stream, cookies_of, live_desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]


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


def note(cast: Cast, matter: Conversation) -> None:
    write_note(matter.pk, by=Actor.agent(cast.tess.pk), html="<p>Called the depot.</p>")


def heard(stream: Stream) -> bool:
    return bool(stream.changes())


def test_another_agent_hears_of_a_note(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    stream = desk.follow(cookies_of(cast.mara), f"conversation:{matter.pk}")
    note(cast, matter)
    assert stream.wait_until(heard)
    assert stream.changes() == [{"topic": f"conversation:{matter.pk}", "kind": "note.written", "id": matter.pk}]


def test_a_stranger_is_refused(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    assert desk.follow(b"", "inbox").status == 401
    assert desk.follow(cookies_of(cast.mara), "inbox").status == 200


def test_another_teams_conversation_is_refused(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    topic = f"conversation:{matter.pk}"
    assert desk.follow(cookies_of(cast.caleb), topic).status == 404
    assert desk.follow(cookies_of(cast.mara), topic).status == 200


@pytest.mark.parametrize("topic", ["", "nothing", "conversation", "conversation:x", "conversation:²", "person:1"])
def test_what_is_no_topic_is_refused(desk: LiveDesk, cast: Cast, topic: str) -> None:
    assert desk.follow(cookies_of(cast.olive), topic).status == 404


def test_a_refused_topic_leaves_the_others(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    stream = desk.follow(cookies_of(cast.caleb), "inbox", f"conversation:{matter.pk}")
    assert stream.wait_until(lambda seen: seen.told)
    assert [fields["event"] for fields in stream.told] == ["refused"]


def test_the_inbox_tells_only_of_what_one_may_see(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    mara, caleb = (desk.follow(cookies_of(agent), "inbox") for agent in (cast.mara, cast.caleb))
    note(cast, matter)
    assert mara.wait_until(heard)
    assert mara.changes() == [{"topic": "inbox", "kind": "note.written", "id": matter.pk}]
    assert not caleb.wait_until(heard, 0.3)


def test_who_lost_sight_of_a_conversation_looks_again(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    stream = desk.follow(cookies_of(cast.mara), "inbox")
    move_conversation(matter.pk, by=Actor.agent(cast.olive.pk), team=cast.nursing.pk)
    assert stream.wait_until(heard)
    assert stream.changes() == [{"topic": "inbox", "kind": "conversation.moved", "id": None}]


def test_an_agent_hears_of_what_they_were_told_and_of_nobody_elses(
    desk: LiveDesk, cast: Cast, matter: Conversation
) -> None:
    topics = {agent: f"agent:{agent.pk}" for agent in (cast.olive, cast.mara)}
    olive, mara = (desk.follow(cookies_of(agent), topic) for agent, topic in topics.items())
    assert desk.follow(cookies_of(cast.mara), topics[cast.olive]).status == 404

    conversation_with_odile(cast, text="I can't breathe.")

    assert olive.wait_until(heard)
    assert olive.changes() == [{"topic": topics[cast.olive], "kind": "agents.notified", "id": cast.olive.pk}]
    assert not mara.wait_until(heard, 0.3)


def test_what_was_missed_is_told_after_a_reconnection(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    seen = RecordedEvent.objects.latest("id").pk
    note(cast, matter)
    assign_conversation(matter.pk, by=Actor.agent(cast.tess.pk), to=cast.mara.pk)
    stream = desk.follow(cookies_of(cast.mara), f"conversation:{matter.pk}", last=seen)
    missed = ["note.written", "conversation.assigned"]
    # PostgreSQL may commit ids out of order, so what came just before is told again: nothing is lost, some is repeated.
    assert stream.wait_until(lambda stream: [change["kind"] for change in stream.changes()][-2:] == missed)


def test_who_missed_too_much_is_told_to_look_at_everything(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    rows = [RecordedEvent(kind="note.written", version=1, at=matter.opened_at, data={}) for _ in range(600)]
    RecordedEvent.objects.bulk_create(rows)
    stream = desk.follow(cookies_of(cast.mara), "inbox", last=1)
    assert stream.wait_until(lambda seen: [fields["event"] for fields in seen.told] == ["stale"])


def test_a_stopping_server_ends_the_streams_at_once(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    stream = desk.follow(cookies_of(cast.mara), "inbox")
    desk.close()
    assert stream.wait_until(lambda seen: seen.is_over, 1)


def test_an_event_committed_late_is_still_read_once(matter: Conversation) -> None:
    row = RecordedEvent(kind="note.written", version=1, at=matter.opened_at, data={})
    highest = RecordedEvent.objects.latest("id").pk
    reader = Reader()
    for event_id in (highest + 3, highest + 1):
        row.pk = event_id
        row.save(force_insert=True)
        assert [change.event_id for change in reader.new_changes()] == [event_id]
    assert reader.new_changes() == []
    if connection.vendor == "postgresql":
        connection.cursor().execute("SELECT setval('core_event_id_seq', %s)", [highest + 3])
