"""Tags on a conversation: put on, taken off, made while tagging, and taken back."""

import pytest

from goodword.conversations.actions.tagging import tag_conversation, tag_with_name, untag_conversation
from goodword.conversations.actions.tags import create_tag, delete_tag
from goodword.conversations.types import Conversation, Tag
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.operations import undo
from tests.cast import Cast
from tests.timeline import kinds, last_event


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
