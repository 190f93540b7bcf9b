"""What stands in a conversation."""

from datetime import timedelta

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.actions.tagging import tag_with_name
from goodword.conversations.choices import Priority
from goodword.conversations.queries.thread import Thread, thread_of
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock


def words(thread: Thread) -> list[str]:
    return [
        item.message.preview if item.message else item.note.text if item.note else item.event.kind if item.event else ""
        for item in thread.items
    ]


def test_messages_notes_and_events_stand_in_the_order_of_time(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    clock.forward(minutes=1)
    write_note(conversation.pk, by=mara, html="<p>Dock 2</p>")
    clock.forward(minutes=1)
    send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")

    thread = thread_of(conversation)

    assert words(thread)[:2] == ["I waited in all Friday afternoon. Nobody called.", "Dock 2"]
    assert set(words(thread)[2:]) == {"Tomorrow.", "conversation.assigned"}
    assert (thread.first and thread.first.preview) == words(thread)[0]


def test_a_long_one_comes_in_parts(cast: Cast, conversation: Conversation, clock: Clock) -> None:
    for number in range(4):
        clock.forward(minutes=1)
        receive_message(letter(cast, odile(), conversation_id=conversation.pk, text=f"letter {number}"))

    latest = thread_of(conversation, size=2)
    before = thread_of(conversation, before=latest.earlier, size=2)

    assert words(latest) == ["letter 2", "letter 3"]
    assert words(before) == ["letter 0", "letter 1"]
    assert thread_of(conversation, before=before.earlier, size=2).earlier is None


def test_an_event_has_the_names_of_its_people(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)

    event = thread_of(conversation).items[-1].event

    assert event is not None
    assert (event.actor, event.before, event.after) == ("Mara Lindqvist", "", "Tess Whitcombe")


def test_what_was_put_in_order_is_told_with_its_names(conversation: Conversation, mara: Actor) -> None:
    tag_with_name(conversation.pk, by=mara, name="Delivery")
    set_priority(conversation.pk, by=mara, to=Priority.HIGH)
    snooze_conversation(conversation.pk, by=mara, until=now() + timedelta(days=1))

    told = {one.event.kind: one.event for one in thread_of(conversation).items if one.event}

    assert told["conversation.tagged"].after == "Delivery"
    assert (told["conversation.priority-changed"].reason, told["conversation.priority-changed"].after) == ("3", "")
    assert told["conversation.snoozed"].until == now() + timedelta(days=1)
    assert {one.actor for one in told.values()} == {"Mara Lindqvist"}
