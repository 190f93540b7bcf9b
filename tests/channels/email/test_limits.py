"""A mailbox sends no more than it may, in order, and each reply says when it leaves."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connections

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.departing import count_departure, limit_sending, take_place
from goodword.channels.email.choices import Sending
from goodword.channels.email.models import Connection, Departure, OutgoingMail
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import Delivery
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.problems import code_of, say_problem
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock


@pytest.fixture
def connected(cast: Cast, adam: Actor, relay: ScriptedRelay) -> Connection:
    connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)
    return limit_sending(cast.mailbox.pk, by=adam, a_minute=2)


def replies(cast: Cast, by: Actor, count: int) -> list[Message]:
    return [send_reply(conversation_with_odile(cast).pk, by=by, html=f"<p>No. {one}</p>") for one in range(count)]


def leave(clock: Clock, **delta: float) -> None:
    clock.forward(**delta)
    run_due_jobs()


def test_they_leave_in_order_and_never_more_than_may(
    cast: Cast, connected: Connection, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    replies(cast, mara, 5)

    given = []
    for _minute in range(4):
        leave(clock, seconds=20 if not given else 60)
        given.append(len(relay.given))

    assert given == [2, 4, 5, 5]
    ids = list(OutgoingMail.objects.order_by("pk").values_list("message_id_header", flat=True))
    assert [mail["Message-ID"] for mail in relay.given] == ids


def test_a_reply_that_waits_says_until_when(cast: Cast, connected: Connection, mara: Actor, clock: Clock) -> None:
    *_, last = replies(cast, mara, 3)
    leave(clock, seconds=10)

    last.refresh_from_db()
    assert (last.delivery, code_of(last.delivery_problem)) == (Delivery.QUEUED, "sending-limit")
    assert "pharmacy@wrenfield.example may send no more for now" in say_problem(last.delivery_problem)
    assert Departure.objects.get(outgoing__message=last).at == now() + timedelta(minutes=1)


def test_one_that_is_taken_back_frees_its_place(
    cast: Cast, connected: Connection, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    first, *_rest = replies(cast, mara, 3)
    undo_reply(first.pk, by=mara)
    leave(clock, seconds=10)
    assert len(relay.given) == 2


def test_a_limit_that_is_lifted_lets_them_go(
    cast: Cast, connected: Connection, adam: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    replies(cast, Actor.agent(cast.mara.pk), 5)
    leave(clock, seconds=10)
    assert len(relay.given) == 2

    limit_sending(cast.mailbox.pk, by=adam)
    run_due_jobs()

    assert len(relay.given) == 5


def test_each_limit_counts(cast: Cast, connected: Connection, adam: Actor, clock: Clock) -> None:
    limit_sending(cast.mailbox.pk, by=adam, a_minute=10, an_hour=3, a_day=4)
    for _ in range(3):
        count_departure(connected.pk)
    mara = Actor.agent(cast.mara.pk)
    outgoing = [OutgoingMail.objects.get(message=one) for one in replies(cast, mara, 2)]

    places = [take_place(one, connected) for one in outgoing]

    assert places == [now() + timedelta(hours=1), now() + timedelta(days=1)]


def test_a_worker_that_comes_late_does_not_go_over_the_limit(
    cast: Cast, connected: Connection, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    replies(cast, mara, 6)
    leave(clock, seconds=10)

    leave(clock, minutes=30)  # all places are long past, and nobody ran

    assert len(relay.given) == 4


def test_the_desks_own_mail_counts_and_does_not_wait(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    clock.forward(seconds=10)
    count_departure(connected.pk)
    count_departure(connected.pk)
    send_reply(conversation.pk, by=mara, html="<p>Yes.</p>")
    leave(clock, seconds=10)
    assert relay.given == []


def test_what_the_relay_does_not_take_counts_for_no_limit(
    cast: Cast, connected: Connection, adam: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    limit_sending(cast.mailbox.pk, by=adam, a_day=1)
    relay.answers_to_recipients.append("451 greylisted")
    relay.answers_to_data.append("451 not now")
    replies(cast, Actor.agent(cast.mara.pk), 1)

    leave(clock, seconds=10)
    leave(clock, minutes=2)
    leave(clock, minutes=3)

    assert OutgoingMail.objects.get().sending == Sending.SENT


def test_waiting_in_line_uses_up_no_patience(
    cast: Cast, connected: Connection, adam: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    limit_sending(cast.mailbox.pk, by=adam, a_day=1)
    *_, last = replies(cast, Actor.agent(cast.mara.pk), 4)
    for day in range(4):
        if day == 3:
            relay.answers_to_recipients.append("451 greylisted")
        leave(clock, days=1 if day else 0, seconds=10)

    last.refresh_from_db()
    assert (len(relay.given), last.delivery) == (3, Delivery.QUEUED)


def test_only_what_is_connected_has_limits(cast: Cast, adam: Actor) -> None:
    with pytest.raises(NotFound):
        limit_sending(cast.mailbox.pk, by=adam, a_day=5)


@pytest.mark.django_db(transaction=True)
def test_workers_together_never_go_over_the_limit(relay: ScriptedRelay) -> None:
    cast, together = found_cast(), threading.Barrier(4)
    adam = Actor.agent(cast.adam.pk)
    connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)
    limited = limit_sending(cast.mailbox.pk, by=adam, a_minute=3)
    replies(cast, Actor.agent(cast.mara.pk), 8)
    waiting = list(OutgoingMail.objects.order_by("pk"))
    places: list[datetime | None] = []

    def work(mine: list[OutgoingMail]) -> None:
        together.wait()
        places.extend(take_place(one, limited) for one in mine)
        connections.close_all()

    threads = [threading.Thread(target=work, args=[waiting[start::4]]) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    leaving = list(Departure.objects.order_by("at").values_list("at", flat=True))
    assert (places.count(None), len(leaving)) == (3, 8)
    assert all(fourth - first >= timedelta(minutes=1) for first, fourth in zip(leaving, leaving[3:], strict=False))
