"""What the conversation row keeps of its messages."""

import pytest

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import MadeBy, Turn
from goodword.conversations.models import Message
from goodword.conversations.projections import restate_conversation
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db


def restated(conversation: Conversation) -> Conversation:
    restate_conversation(conversation)
    conversation.refresh_from_db()
    return conversation


def test_an_answer_gives_the_turn_away(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    clock.forward(hours=1)
    send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")

    assert restated(conversation).turn == Turn.THEIRS


def test_an_automatic_mail_does_not_give_it_back(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    clock.forward(hours=1)
    send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    clock.forward(hours=1)

    away = receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="I am away.", is_automatic=True))

    assert restated(conversation).turn == Turn.THEIRS
    assert conversation.last_message_at == away.at


def test_what_the_desk_wrote_is_no_answer(conversation: Conversation, clock: Clock) -> None:
    waiting_since = conversation.waiting_since
    clock.forward(hours=1)
    message = conversation.messages.get()
    Message.objects.create(
        conversation=conversation,
        home=conversation,
        direction="out",
        made_by=MadeBy.DESK,
        channel=message.channel,
        at=clock.now(),
    )

    assert (restated(conversation).turn, conversation.waiting_since) == (Turn.OURS, waiting_since)
