"""Whoever set a reply for later hears in the app that it was held back, until they reply after all."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.planning import plan_reply
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.notifications.choices import Matter, Post
from goodword.notifications.letters import notice_address
from goodword.notifications.models import Notification
from goodword.notifications.queries import Around
from goodword.notifications.wording import advice, sentence
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock


@pytest.fixture
def held(cast: Cast) -> Conversation:
    conversation = conversation_with_odile(cast)
    plan_and_write(cast, conversation)
    return conversation


def plan_and_write(cast: Cast, conversation: Conversation, *, is_automatic: bool = False) -> None:
    at = now() + timedelta(hours=15)
    plan_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>", at=at)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, is_automatic=is_automatic))


def test_its_writer_is_told_and_led_to_the_conversation(cast: Cast, held: Conversation) -> None:
    told = Notification.objects.get(matter=Matter.HELD)

    assert (told.agent_id, told.matter, told.post) == (cast.mara.pk, Matter.HELD, Post.NONE)
    assert sentence(told, Around()) == (
        f"Your reply in #{held.pk} that was to leave later was held back: look at it first."
    )
    assert "your draft again" in advice(told)
    assert notice_address(told) == f"/conversations/{held.pk}"


def test_what_a_program_writes_tells_nobody(cast: Cast) -> None:
    plan_and_write(cast, conversation_with_odile(cast), is_automatic=True)
    assert not Notification.objects.exists()


def test_whoever_replies_or_closes_need_not_look(cast: Cast, held: Conversation, clock: Clock) -> None:
    of_held = Notification.objects.unread().filter(matter=Matter.HELD)
    send_reply(held.pk, by=Actor.agent(cast.tess.pk), html="<p>Yes.</p>")
    assert of_held.count() == 1
    send_reply(held.pk, by=Actor.agent(cast.mara.pk), html="<p>Yes.</p>")
    assert not of_held.exists()

    clock.forward(minutes=1)
    plan_and_write(cast, held)
    assert of_held.count() == 1
    close_conversation(held.pk, by=Actor.agent(cast.tess.pk))
    assert not of_held.exists()
