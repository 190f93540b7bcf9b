"""Where a reply is on its way."""

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import (
    mark_reply_arrived,
    mark_reply_bounced,
    mark_reply_delayed,
    mark_reply_failed,
    mark_reply_sending,
    mark_reply_sent,
    mark_reply_waiting,
    retry_reply,
)
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import Delivery, Turn
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event


@pytest.fixture
def reply(conversation: Conversation, mara: Actor, clock: Clock) -> Message:
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    clock.forward(seconds=10)
    return message


def test_sent_is_recorded_once(reply: Message) -> None:
    mark_reply_sending(reply.pk)
    mark_reply_sent(reply.pk)
    assert mark_reply_sent(reply.pk).delivery == Delivery.SENT

    assert kinds(reply.conversation_id).count("reply.sent") == 1


def test_a_busy_relay_is_waited_for_and_said(reply: Message) -> None:
    message = mark_reply_waiting(reply.pk, problem="The server is busy.")

    assert (message.delivery, message.delivery_problem) == (Delivery.QUEUED, "The server is busy.")


def test_a_failure_is_said_and_can_be_tried_again(reply: Message, mara: Actor) -> None:
    mark_reply_failed(reply.pk, problem="No such address.")

    again = retry_reply(reply.pk, by=mara)

    assert (again.delivery, again.delivery_problem, again.leaves_at) == (Delivery.QUEUED, "", now())
    assert last_event("reply.retried").actor == mara


def test_only_what_failed_is_tried_again(reply: Message, mara: Actor) -> None:
    with pytest.raises(ActionRefused):
        retry_reply(reply.pk, by=mara)


def test_what_was_taken_back_never_leaves(conversation: Conversation, mara: Actor) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    undo_reply(message.pk, by=mara)

    with pytest.raises(NotFound):
        mark_reply_sending(message.pk)


def test_a_reply_that_came_back_is_ours_again(reply: Message) -> None:
    mark_reply_sending(reply.pk)
    mark_reply_sent(reply.pk)
    close_conversation(reply.conversation_id, by=SYSTEM)

    message = mark_reply_bounced(reply.pk, problem="No such mailbox.", hard=True)
    again = mark_reply_bounced(reply.pk, problem="Another server says so too.", hard=False)

    conversation = Conversation.objects.get(pk=reply.conversation_id)
    assert (message.delivery, again.delivery_problem) == (Delivery.BOUNCED, "No such mailbox.")
    assert (conversation.turn, conversation.is_open, conversation.is_undelivered) == (Turn.OURS, True, True)
    assert last_event("reply.bounced").data == {"message_id": reply.pk, "hard": True}
    assert kinds(reply.conversation_id).count("reply.bounced") == 1


def test_each_recipients_first_reason_is_kept(reply: Message) -> None:
    mark_reply_sending(reply.pk)
    for address, problem in [("a@x.test", "No mailbox."), ("b@x.test", "Full."), ("a@x.test", "Again.")]:
        message = mark_reply_bounced(reply.pk, problem=problem, hard=True, address=address)

    assert (message.delivery_problem, message.delivery_problems) == ("No mailbox.", ["No mailbox.", "Full."])
    assert kinds(reply.conversation_id).count("reply.bounced") == 2


def test_the_relays_late_word_does_not_hide_that_it_came_back(reply: Message) -> None:
    mark_reply_sending(reply.pk)
    mark_reply_bounced(reply.pk, problem="No such mailbox.", hard=True)
    assert mark_reply_sent(reply.pk).delivery == Delivery.BOUNCED


def test_a_delay_is_said_and_changes_nothing_else(reply: Message) -> None:
    mark_reply_sending(reply.pk)
    mark_reply_sent(reply.pk)

    for problem in ("Their server is slow.", "Their server is slow still."):
        message = mark_reply_delayed(reply.pk, problem=problem)

    assert (message.delivery, message.delivery_problem) == (Delivery.SENT, "Their server is slow still.")
    assert kinds(reply.conversation_id).count("reply.delayed") == 1
    assert Conversation.objects.get(pk=reply.conversation_id).turn == Turn.THEIRS
    assert mark_reply_arrived(reply.pk).delivery_problem == ""
