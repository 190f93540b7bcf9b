"""A customer writes."""

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import State, Turn
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock
from tests.timeline import kinds

pytestmark = pytest.mark.django_db


def test_a_first_letter_opens_a_conversation_with_the_mailbox_team(cast: Cast) -> None:
    message = receive_message(letter(cast, odile()))

    assert message.conversation.team == cast.pharmacy
    assert message.conversation.turn == Turn.OURS
    assert message.conversation.preview == "I waited in all Friday afternoon. Nobody called."
    assert kinds(message.conversation_id) == ["conversation.opened", "message.received"]


def test_conversations_count_from_1001(cast: Cast) -> None:
    assert conversation_with_odile(cast).pk >= 1001


def test_a_second_letter_continues_and_does_not_reset_the_wait(cast: Cast, clock: Clock) -> None:
    conversation = conversation_with_odile(cast)
    clock.forward(hours=2)

    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="One more thing."))

    conversation.refresh_from_db()
    assert Conversation.objects.count() == 1
    assert conversation.waiting_since < now()
    assert conversation.preview == "One more thing."


def test_a_letter_after_our_answer_makes_it_our_turn_again(cast: Cast, clock: Clock) -> None:
    conversation = conversation_with_odile(cast)
    send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    clock.forward(hours=1)

    message = receive_message(letter(cast, odile(), conversation_id=conversation.pk))

    assert (message.conversation.turn, message.conversation.waiting_since) == (Turn.OURS, now())


def test_a_letter_reopens_what_was_closed(cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    close_conversation(conversation.pk, by=Actor.agent(cast.mara.pk))

    message = receive_message(letter(cast, odile(), conversation_id=conversation.pk))

    assert message.conversation.is_open
    assert kinds(conversation.pk)[-2:] == ["conversation.reopened", "message.received"]


def test_automatic_mail_neither_reopens_nor_takes_the_turn(cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>", close=True)

    message = receive_message(letter(cast, odile(), conversation_id=conversation.pk, is_automatic=True))

    assert (message.conversation.state, message.conversation.turn) == (State.CLOSED, Turn.THEIRS)


def test_history_arrives_closed_and_is_no_event(cast: Cast) -> None:
    message = receive_message(letter(cast, odile(), is_history=True))

    assert message.conversation.state == State.CLOSED
    assert kinds(message.conversation_id) == []


def test_a_letter_for_a_conversation_that_is_gone_is_refused(cast: Cast) -> None:
    with pytest.raises(NotFound):
        receive_message(letter(cast, odile(), conversation_id=99))


def test_quoted_history_stays_out_of_the_preview(cast: Cast) -> None:
    text = "Thank you.\n\nOn Friday Mara wrote:\n> Tomorrow."

    message = receive_message(letter(cast, odile(), text=text, quoted_from=12))

    assert message.preview == "Thank you."
    assert message.body.text == text
