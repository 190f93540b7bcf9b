"""Taking back what was done, as a browser asks for it: no transaction stands around the call."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.operations import undo
from tests.cast import Cast
from tests.timeline import kinds, last_event

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_assignment_is_taken_back_outside_of_a_transaction(
    cast: Cast, conversation: Conversation, mara: Actor
) -> None:
    assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)

    undo(last_event("conversation.assigned").pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert conversation.assignee_id is None


def test_two_browsers_take_it_back_once(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)
    event = last_event("conversation.assigned")

    def take_back(_browser: int) -> None:
        with closing(connection):
            undo(event.pk, agent=cast.mara, by=mara)

    with ThreadPoolExecutor(2) as browsers:
        list(browsers.map(take_back, range(2)))

    assert kinds(conversation.pk).count("conversation.assigned") == 2
