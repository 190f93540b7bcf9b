"""A browser hears what changed in what it shows, at once, and nothing of what it may not see."""

from collections.abc import Iterator

import pytest

from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.noting import write_note
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.live.hub import CLOSE, MOST_WAITING, Client
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


@pytest.mark.parametrize(
    "topic",
    ["", "nothing", "conversation", "conversation:x", "conversation:²", "person:1", "conversation:" + "9" * 30],
)
def test_what_is_no_topic_is_refused(desk: LiveDesk, cast: Cast, topic: str) -> None:
    assert desk.follow(cookies_of(cast.olive), topic).status == 404


def test_a_refused_topic_leaves_the_others(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    stream = desk.follow(cookies_of(cast.caleb), "inbox", f"conversation:{matter.pk}")
    assert stream.wait_until(lambda seen: seen.refused() == [{"topic": f"conversation:{matter.pk}"}])


def test_the_inbox_tells_only_of_what_one_may_see(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    mara, caleb = (desk.follow(cookies_of(agent), "inbox") for agent in (cast.mara, cast.caleb))
    note(cast, matter)
    assert mara.wait_until(heard)
    assert mara.changes() == [{"topic": "inbox", "kind": "note.written", "id": matter.pk}]
    move_conversation(matter.pk, by=Actor.agent(cast.olive.pk), team=cast.nursing.pk)
    assert caleb.wait_until(heard)
    assert [change["kind"] for change in caleb.changes()] == ["conversation.moved"]


def test_who_lost_sight_of_a_conversation_looks_again(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    mara, caleb, cole = (desk.follow(cookies_of(agent), "inbox") for agent in (cast.mara, cast.caleb, cast.cole))
    move_conversation(matter.pk, by=Actor.agent(cast.olive.pk), team=cast.nursing.pk)
    assert mara.wait_until(heard)
    assert caleb.wait_until(heard)
    assert mara.changes() == [{"topic": "inbox", "kind": "conversation.moved", "id": None}]
    assert caleb.changes() == [{"topic": "inbox", "kind": "conversation.moved", "id": matter.pk}]
    assert cole.changes() == []


def test_who_had_it_looks_again(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    by = Actor.agent(cast.tess.pk)
    assign_conversation(matter.pk, by=by, to=cast.cole.pk)
    cole = desk.follow(cookies_of(cast.cole), "inbox")
    assign_conversation(matter.pk, by=by, to=None)
    lost = {"topic": "inbox", "kind": "conversation.assigned", "id": None}
    assert cole.wait_until(lambda seen: seen.changes()[-1:] == [lost])


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


def test_a_stopping_server_ends_the_streams_at_once(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    stream = desk.follow(cookies_of(cast.mara), "inbox")
    desk.close()
    assert stream.wait_until(lambda seen: seen.is_over, 1)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(desk: LiveDesk, cast: Cast, method: str) -> None:
    assert desk.follow(cookies_of(cast.mara), "inbox", method=method).status == 405


def test_a_look_at_the_head_opens_no_stream(desk: LiveDesk, cast: Cast) -> None:
    stream = desk.follow(cookies_of(cast.mara), "inbox", method="HEAD")
    assert stream.wait_until(lambda seen: seen.is_over)
    assert stream.status == 200


def test_more_topics_than_a_page_has_are_refused_aloud(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    topics = ["inbox", *(f"agent:{cast.mara.pk:0{width}}" for width in range(1, 17)), "a", "b", "c", "d", "e"]
    stream = desk.follow(cookies_of(cast.mara), *topics)
    assert stream.wait_until(lambda seen: {"topic": "e"} in seen.refused())


def test_nothing_between_stands_in_the_way(desk: LiveDesk, cast: Cast) -> None:
    headers = desk.follow(cookies_of(cast.mara), "inbox").headers
    assert headers["x-accel-buffering"] == "no"
    assert headers["cache-control"] == "no-store, no-transform"
    assert headers["content-type"].startswith("text/event-stream")


def test_a_browser_that_does_not_read_is_cut_off(desk: LiveDesk, cast: Cast, matter: Conversation) -> None:
    client = Client(cast.mara, ("inbox",))
    for _ in range(MOST_WAITING + 1):
        client.tell(b"event: changed\n\n")
    assert client.waiting.get_nowait() == CLOSE
    assert client.waiting.empty()
