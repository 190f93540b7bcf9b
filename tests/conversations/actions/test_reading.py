"""What each agent has seen, and what is news to them."""

import pytest

from goodword.accounts.models import Agent
from goodword.conversations.access import conversation_for
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.reading import mark_seen, mark_unread
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.models import Conversation
from goodword.conversations.queries.reading import first_unseen, is_unseen
from goodword.conversations.queries.thread import thread_of
from goodword.conversations.together import ReadMark
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.core.models import RecordedEvent
from tests.cast import Cast, conversation_with_odile, letter
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db


def look(agent: Agent, matter: Conversation) -> Conversation:
    return conversation_for(agent, matter.pk)


def see(agent: Agent, matter: Conversation) -> None:
    """What the browser says when the conversation stands on the screen."""
    seen = look(agent, matter)
    items = thread_of(seen).items
    mark_seen(
        matter.pk,
        by=Actor.agent(agent.pk),
        news_at=seen.news_at,
        message_id=max((item.message.pk for item in items if item.message), default=0),
        note_id=max((item.note.pk for item in items if item.note), default=0),
    )


@pytest.fixture
def matter(cast: Cast, clock: Clock) -> Conversation:
    clock.forward(minutes=5)
    return conversation_with_odile(cast)


def write_again(cast: Cast, matter: Conversation) -> None:
    receive_message(letter(cast, matter.customer, conversation_id=matter.pk, text="Still nothing."))


def test_a_letter_is_news_to_each_until_they_saw_it(cast: Cast, matter: Conversation) -> None:
    see(cast.mara, matter)
    assert not is_unseen(look(cast.mara, matter), cast.mara)
    assert is_unseen(look(cast.tess, matter), cast.tess)


def test_what_came_after_the_look_is_news_though_it_was_posted_before(
    cast: Cast, matter: Conversation, clock: Clock
) -> None:
    clock.forward(hours=1)
    see(cast.mara, matter)
    clock.forward(hours=1)
    late = clock.START
    receive_message(letter(cast, matter.customer, conversation_id=matter.pk, text="Still nothing.", at=late))
    assert is_unseen(look(cast.mara, matter), cast.mara)


def test_what_came_while_one_looked_stays_unread(cast: Cast, matter: Conversation, clock: Clock) -> None:
    shown = look(cast.mara, matter).news_at
    clock.forward(seconds=1)
    write_again(cast, matter)
    mark_seen(matter.pk, by=Actor.agent(cast.mara.pk), news_at=shown)
    assert is_unseen(look(cast.mara, matter), cast.mara)


def test_a_note_is_news_to_colleagues_but_not_to_its_writer(cast: Cast, matter: Conversation, clock: Clock) -> None:
    for agent in (cast.mara, cast.tess):
        see(agent, matter)
    clock.forward(minutes=1)
    write_note(matter.pk, by=Actor.agent(cast.tess.pk), html="<p>I called the depot.</p>")
    assert is_unseen(look(cast.mara, matter), cast.mara)
    assert not is_unseen(look(cast.tess, matter), cast.tess)


def test_our_own_answer_and_a_programs_letter_are_no_news(cast: Cast, matter: Conversation, clock: Clock) -> None:
    see(cast.tess, matter)
    clock.forward(minutes=1)
    send_reply(matter.pk, by=Actor.agent(cast.mara.pk), html="<p>Today.</p>")
    automatic = letter(cast, matter.customer, conversation_id=matter.pk, text="I am away.", is_automatic=True)
    receive_message(automatic)
    assert not is_unseen(look(cast.tess, matter), cast.tess)


def test_history_and_what_came_before_one_joined_are_no_news(cast: Cast, matter: Conversation, clock: Clock) -> None:
    old = receive_message(letter(cast, matter.customer, is_history=True)).conversation
    assert not is_unseen(look(cast.mara, old), cast.mara)
    clock.forward(days=1)
    cast.mara.change(created_at=clock.now())
    assert not is_unseen(look(cast.mara, matter), cast.mara)


def test_marked_as_unread_it_is_unread_for_me_alone_until_i_look(cast: Cast, matter: Conversation) -> None:
    for agent in (cast.mara, cast.tess):
        see(agent, matter)
    mark_unread(matter.pk, by=Actor.agent(cast.mara.pk))
    assert is_unseen(look(cast.mara, matter), cast.mara)
    assert not is_unseen(look(cast.tess, matter), cast.tess)
    see(cast.mara, matter)
    assert not is_unseen(look(cast.mara, matter), cast.mara)


def test_the_new_begins_at_the_first_unseen_letter(cast: Cast, matter: Conversation, clock: Clock) -> None:
    assert first_unseen(thread_of(matter), look(cast.mara, matter), cast.mara) is None
    see(cast.mara, matter)
    clock.forward(minutes=1)
    write_again(cast, matter)
    write_again(cast, matter)
    item = first_unseen(thread_of(matter), look(cast.mara, matter), cast.mara)
    assert item is not None
    assert item.message == matter.messages.order_by("pk")[1]


def test_marked_as_unread_the_new_begins_at_the_latest_words_of_others(
    cast: Cast, matter: Conversation, clock: Clock
) -> None:
    clock.forward(minutes=1)
    note = write_note(matter.pk, by=Actor.agent(cast.tess.pk), html="<p>I called the depot.</p>")
    see(cast.mara, matter)
    mark_unread(matter.pk, by=Actor.agent(cast.mara.pk))
    item = first_unseen(thread_of(matter), look(cast.mara, matter), cast.mara)
    assert item is not None
    assert item.note is None or item.note.pk >= note.pk


def test_reading_is_no_event_and_looking_twice_writes_once(cast: Cast, matter: Conversation) -> None:
    before = RecordedEvent.objects.count()
    see(cast.mara, matter)
    see(cast.mara, matter)
    assert RecordedEvent.objects.count() == before
    assert ReadMark.objects.count() == 1


def test_a_conversation_that_is_not_there_has_no_marks(cast: Cast) -> None:
    with pytest.raises(NotFound):
        mark_seen(99, by=Actor.agent(cast.mara.pk), news_at=None)
    with pytest.raises(NotFound):
        mark_unread(99, by=Actor.agent(cast.mara.pk))
