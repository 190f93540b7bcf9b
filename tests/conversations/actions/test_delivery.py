"""Where a reply is on its way."""

import pytest

from goodword.conversations.actions.delivery import (
    mark_reply_failed,
    mark_reply_sending,
    mark_reply_sent,
    mark_reply_waiting,
    retry_reply,
)
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import Delivery
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
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
