"""What is told while something that was told before leaves."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context

import pytest
from django.db import connection, transaction

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.notifications.actions.habits import choose_paths
from goodword.notifications.actions.posting import note_mailed, waiting_for_post
from goodword.notifications.choices import Matter
from goodword.notifications.defaults import Paths
from goodword.notifications.jobs.posting import BETWEEN, mail_due
from goodword.notifications.models import Notification
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock
from tests.waiting import wait_until_somebody_waits_for_a_lock


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_comes_while_the_last_one_is_mailed_waits_for_its_own_time(cast: Cast, clock: Clock) -> None:
    mara = Actor.agent(cast.mara.pk)
    choose_paths(by=mara, paths={Matter.WROTE_MINE: Paths(app=True, mail=True)})
    number = assign_conversation(conversation_with_odile(cast).pk, by=mara, to=cast.mara.pk).pk
    receive_message(letter(cast, odile(), conversation_id=number))
    another = letter(cast, odile(), conversation_id=number)

    def write_again() -> None:
        with closing(connection):
            receive_message(another)

    with ThreadPoolExecutor(1) as door:
        with transaction.atomic():
            leaving = waiting_for_post(Notification.objects.get(matter=Matter.WROTE_MINE).pk)
            assert leaving is not None
            writing = door.submit(copy_context().run, write_again)  # with the frozen clock
            wait_until_somebody_waits_for_a_lock()
            note_mailed(leaving)
        writing.result()

    told = Notification.objects.get(matter=Matter.WROTE_MINE)
    assert (told.count, mail_due(told)) == (2, now() + BETWEEN)
