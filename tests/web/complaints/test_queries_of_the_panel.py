"""The panel of a complaint asks no more, however much was understood, put right, given and said of it."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.recovery.actions.correcting import fix_for_person
from goodword.recovery.actions.restating import restate_complaint
from tests.cast import Cast, conversation_with_odile
from tests.query_counts import QueryCount
from tests.recovery.complaining import complaint_of, put_right


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    conversation, mara = conversation_with_odile(cast), Actor.agent(cast.mara.pk)
    complaint_of(conversation, mara)
    put_right(conversation, mara)
    for number in range(5):
        restate_complaint(conversation.pk, f"We understood {number}.", by=mara)
        fix_for_person(conversation.pk, f"Brought {number} by hand.", by=mara)
    return conversation


def test_queries(desk: Client, conversation: Conversation, assert_query_count: QueryCount) -> None:
    address = f"/conversations/{conversation.pk}/complaint"
    desk.get(address, headers={"HX-Request": "true"})
    with assert_query_count("complaint panel"):
        assert desk.get(address, headers={"HX-Request": "true"}).status_code == 200
