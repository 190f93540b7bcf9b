"""Spam: out of every list but its own, nothing thrown away, no alarm silenced."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.planning import plan_reply
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.spam import forget_spam_sender, list_spam_sender, mark_not_spam, mark_spam
from goodword.conversations.types import Conversation, SpamSender
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused
from goodword.core.operations import undo
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.timeline import kinds, last_event


def test_spam_leaves_the_lists_and_comes_back(conversation: Conversation, mara: Actor) -> None:
    assert mark_spam(conversation.pk, by=mara).is_ours is False
    mark_spam(conversation.pk, by=mara)
    assert not Conversation.objects.ours().exists()

    assert mark_not_spam(conversation.pk, by=mara).is_ours is True
    assert kinds(conversation.pk)[-2:] == ["conversation.marked-spam", "conversation.not-spam"]


def test_both_are_taken_back(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    mark_spam(conversation.pk, by=mara)
    undo(last_event("conversation.marked-spam").pk, agent=cast.mara, by=mara)
    conversation.refresh_from_db()
    assert not conversation.is_spam

    mark_spam(conversation.pk, by=mara)
    mark_not_spam(conversation.pk, by=mara)
    undo(last_event("conversation.not-spam").pk, agent=cast.mara, by=mara)
    conversation.refresh_from_db()
    assert conversation.is_spam


def test_new_mail_of_its_sender_comes_in_as_before(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    mark_spam(conversation.pk, by=mara)

    assert not conversation_with_odile(cast).is_spam


def test_a_further_letter_brings_it_back(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    mark_spam(conversation.pk, by=mara)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="It is really me, Odile."))

    conversation.refresh_from_db()
    assert not conversation.is_spam
    assert last_event("conversation.not-spam").actor == Actor.customer(conversation.customer_id)


def test_a_program_brings_nothing_back(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    mark_spam(conversation.pk, by=mara)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="Again!", is_automatic=True))

    conversation.refresh_from_db()
    assert conversation.is_spam


def test_mail_of_a_listed_sender_arrives_in_spam(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    list_spam_sender(conversation.pk, by=mara)

    arrived = conversation_with_odile(cast, sender_address="O.Hartwell@Example.org")

    assert arrived.is_spam
    assert arrived.messages.count() == 1
    sender = SpamSender.objects.get()
    assert last_event("conversation.marked-spam").data == {"sender_id": sender.pk}
    assert kinds(arrived.pk) == ["conversation.opened", "message.received", "conversation.marked-spam"]


def test_what_a_listed_sender_adds_stays_in_spam(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    list_spam_sender(conversation.pk, by=mara)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="Buy now"))

    conversation.refresh_from_db()
    assert conversation.is_spam


def test_urgent_words_of_a_listed_sender_are_kept_out_of_spam(
    cast: Cast, conversation: Conversation, mara: Actor
) -> None:
    list_spam_sender(conversation.pk, by=mara)

    arrived = conversation_with_odile(cast, text="I have chest pain and cannot breathe.")

    arrived.refresh_from_db()
    assert not arrived.is_spam
    assert arrived.urgent_since == now()
    assert "urgent-wording.noticed" in kinds(arrived.pk)


def test_marking_spam_by_hand_has_seen_the_urgent_words(cast: Cast, mara: Actor) -> None:
    conversation = conversation_with_odile(cast, text="I have chest pain and cannot breathe.")

    mark_spam(conversation.pk, by=mara)

    conversation.refresh_from_db()
    assert conversation.urgent_since is None


def test_not_spam_forgets_its_sender(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    list_spam_sender(conversation.pk, by=mara)
    mark_not_spam(conversation.pk, by=mara)

    assert not SpamSender.objects.exists()
    assert "spam-sender.forgotten" in kinds(conversation.pk)


def test_a_sender_is_let_in_again(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    list_spam_sender(conversation.pk, by=mara)
    forget_spam_sender(conversation.pk, by=mara)

    assert not conversation_with_odile(cast).is_spam
    conversation.refresh_from_db()
    assert conversation.is_spam


def test_a_reply_that_waits_to_leave_is_not_left_behind(conversation: Conversation, mara: Actor) -> None:
    plan_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>", at=now() + timedelta(days=1))

    with pytest.raises(ActionRefused, match="set to leave later"):
        mark_spam(conversation.pk, by=mara)
