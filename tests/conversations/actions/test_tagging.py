"""Tags on a conversation: put on, taken off, made while tagging, and taken back."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection, transaction

from goodword.conversations.actions.tagging import tag_conversation, tag_with_name, untag_conversation
from goodword.conversations.actions.tags import create_tag, delete_tag, merge_tags
from goodword.conversations.types import Conversation, Tag
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.operations import undo
from tests.cast import Cast, conversation_with_odile
from tests.timeline import kinds, last_event
from tests.waiting import wait_until_somebody_waits_for_a_lock


def names(conversation: Conversation) -> list[str]:
    return [tag.name for tag in conversation.tags.all()]


@pytest.fixture
def delivery(cast: Cast, mara: Actor) -> Tag:
    return create_tag(by=mara, name="Delivery")


def test_a_tag_is_put_on_once(conversation: Conversation, mara: Actor, delivery: Tag) -> None:
    tag_conversation(conversation.pk, by=mara, tag=delivery.pk)
    tag_conversation(conversation.pk, by=mara, tag=delivery.pk)

    assert names(conversation) == ["Delivery"]
    assert kinds(conversation.pk).count("conversation.tagged") == 1
    assert last_event("conversation.tagged").data == {"tag_id": delivery.pk}


def test_a_name_finds_the_tag_whatever_its_case_and_accents(conversation: Conversation, mara: Actor) -> None:
    tag_with_name(conversation.pk, by=mara, name="Reclamación")
    tag_with_name(conversation.pk, by=mara, name="  RECLAMACION ")

    assert names(conversation) == ["Reclamación"]


def test_a_new_name_becomes_a_tag(conversation: Conversation, mara: Actor) -> None:
    tag_with_name(conversation.pk, by=mara, name="wound   care")

    assert names(conversation) == ["wound care"]
    assert kinds(conversation.pk)[-1] == "conversation.tagged"
    assert last_event("tag.created").data == {"tag_id": Tag.objects.get().pk}


def test_a_name_of_nothing_is_refused(conversation: Conversation, mara: Actor) -> None:
    for name in ("", "  ", "x" * 51):
        with pytest.raises(Invalid):
            tag_with_name(conversation.pk, by=mara, name=name)
    assert names(conversation) == []


def test_a_colleague_makes_no_tag(cast: Cast, conversation: Conversation) -> None:
    with pytest.raises(NotAllowed):
        tag_with_name(conversation.pk, by=Actor.agent(cast.cole.pk), name="New")
    assert not Tag.objects.exists()


def test_a_tag_is_taken_off_once(conversation: Conversation, mara: Actor, delivery: Tag) -> None:
    tag_conversation(conversation.pk, by=mara, tag=delivery.pk)
    untag_conversation(conversation.pk, by=mara, tag=delivery.pk)
    untag_conversation(conversation.pk, by=mara, tag=delivery.pk)

    assert names(conversation) == []
    assert kinds(conversation.pk).count("conversation.untagged") == 1


def test_both_are_taken_back(cast: Cast, conversation: Conversation, mara: Actor, delivery: Tag) -> None:
    tag_conversation(conversation.pk, by=mara, tag=delivery.pk)
    undo(last_event("conversation.tagged").pk, agent=cast.mara, by=mara)
    assert names(conversation) == []

    tag_conversation(conversation.pk, by=mara, tag=delivery.pk)
    untag_conversation(conversation.pk, by=mara, tag=delivery.pk)
    undo(last_event("conversation.untagged").pk, agent=cast.mara, by=mara)
    assert names(conversation) == ["Delivery"]


def test_a_tag_that_is_gone_cannot_come_back(
    cast: Cast, conversation: Conversation, mara: Actor, delivery: Tag
) -> None:
    tag_conversation(conversation.pk, by=mara, tag=delivery.pk)
    untag_conversation(conversation.pk, by=mara, tag=delivery.pk)
    delete_tag(delivery.pk, by=Actor.agent(cast.tess.pk))

    with pytest.raises(NotFound):
        undo(last_event("conversation.untagged").pk, agent=cast.mara, by=mara)


@pytest.mark.django_db(transaction=True)
def test_a_tag_that_is_merged_away_at_this_moment_is_gone(cast: Cast, mara: Actor) -> None:
    adam = Actor.agent(cast.adam.pk)
    conversation = conversation_with_odile(cast)
    away, into = create_tag(by=mara, name="Delivery").pk, create_tag(by=mara, name="Shipping").pk
    with ThreadPoolExecutor(1) as browser:
        with transaction.atomic():
            merge_tags(away, by=adam, into=into)
            tagging = browser.submit(_tag, conversation.pk, away, mara)
            wait_until_somebody_waits_for_a_lock()
        with pytest.raises(NotFound):
            tagging.result()

    assert names(conversation) == []


@pytest.mark.django_db(transaction=True)
def test_a_name_that_somebody_else_makes_a_tag_of_at_this_moment(cast: Cast, mara: Actor) -> None:
    adam = Actor.agent(cast.adam.pk)
    conversation = conversation_with_odile(cast)
    with ThreadPoolExecutor(1) as browser:
        with transaction.atomic():
            create_tag(by=adam, name="Delivery")
            tagging = browser.submit(_tag, conversation.pk, "delivery", mara)
            wait_until_somebody_waits_for_a_lock()
        tagging.result()

    assert names(conversation) == ["Delivery"]


def _tag(number: int, tag: int | str, by: Actor) -> None:
    with closing(connection):
        if isinstance(tag, int):
            tag_conversation(number, by=by, tag=tag)
        else:
            tag_with_name(number, by=by, name=tag)
