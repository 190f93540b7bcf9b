"""The tags of the house: made, renamed, merged, deleted, and by whom."""

import pytest

from goodword.conversations.actions.tagging import tag_conversation
from goodword.conversations.actions.tags import create_tag, delete_tag, merge_tags, rename_tag
from goodword.conversations.types import Conversation, Tag
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotAllowed, NotFound
from tests.cast import Cast, conversation_with_odile
from tests.timeline import last_event


@pytest.fixture
def tess(cast: Cast) -> Actor:
    return Actor.agent(cast.tess.pk)


def test_there_is_one_tag_of_a_name(cast: Cast, tess: Actor) -> None:
    create_tag(by=tess, name="Straße")

    with pytest.raises(Invalid, match="another look"):
        create_tag(by=tess, name="STRASSE")
    assert Tag.objects.count() == 1


def test_a_tag_is_renamed(cast: Cast, tess: Actor) -> None:
    tag, other = create_tag(by=tess, name="Delivry"), create_tag(by=tess, name="Refund")

    assert rename_tag(tag.pk, by=tess, name="Delivery").name == "Delivery"
    assert rename_tag(tag.pk, by=tess, name="DELIVERY").name == "DELIVERY"
    with pytest.raises(Invalid):
        rename_tag(other.pk, by=tess, name="delivery")
    assert last_event("tag.renamed").data == {"tag_id": tag.pk}


def test_merging_leaves_one_tag_on_everything(cast: Cast, conversation: Conversation, tess: Actor) -> None:
    old, new = create_tag(by=tess, name="Shipping"), create_tag(by=tess, name="Delivery")
    other = conversation_with_odile(cast)
    for number, tag in ((conversation.pk, old), (conversation.pk, new), (other.pk, old)):
        tag_conversation(number, by=tess, tag=tag.pk)

    merge_tags(old.pk, by=tess, into=new.pk)

    assert list(Tag.objects.all()) == [new]
    assert set(new.conversations.all()) == {conversation, other}
    assert last_event("tag.merged").data == {"tag_id": old.pk, "into_id": new.pk}


def test_a_tag_is_not_merged_into_itself(cast: Cast, tess: Actor) -> None:
    tag = create_tag(by=tess, name="Delivery")

    with pytest.raises(ActionRefused):
        merge_tags(tag.pk, by=tess, into=tag.pk)
    with pytest.raises(NotFound):
        merge_tags(tag.pk, by=tess, into=99)
    assert Tag.objects.count() == 1


def test_deleting_takes_it_off(cast: Cast, conversation: Conversation, tess: Actor) -> None:
    tag = create_tag(by=tess, name="Delivery")
    tag_conversation(conversation.pk, by=tess, tag=tag.pk)

    delete_tag(tag.pk, by=tess)

    assert not conversation.tags.exists()
    assert last_event("tag.deleted").data == {"tag_id": tag.pk}


def test_an_agent_makes_tags_but_does_not_tend_them(cast: Cast) -> None:
    mara = Actor.agent(cast.mara.pk)
    tag, other = create_tag(by=mara, name="Delivery"), create_tag(by=mara, name="Refund")

    with pytest.raises(NotAllowed):
        rename_tag(tag.pk, by=mara, name="Shipping")
    with pytest.raises(NotAllowed):
        merge_tags(tag.pk, by=mara, into=other.pk)
    with pytest.raises(NotAllowed):
        delete_tag(tag.pk, by=mara)
    assert Tag.objects.count() == 2
