"""A broken promise says why, as far as the desk knows: on Today for whoever leads, and in its conversation."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.delivery import mark_reply_bounced, mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.replying import send_reply
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.query_counts import asked_by


@pytest.fixture
def promise(cast: Cast, mara: Actor) -> Promise:
    return promised(cast, mara)


def promised(cast: Cast, by: Actor) -> Promise:
    """In two hours; Mara is warned an hour before."""
    number = conversation_with_odile(cast).pk
    return give_promise(number, Word(ours="Call about the gauze", due=now() + timedelta(hours=2)), by=by)


def breaks(clock: Clock) -> None:
    """Time passes, and the watcher looks at each of its moments."""
    for minutes in (60, 30, 30, 0):
        clock.forward(minutes=minutes, seconds=1)
        look_once()


def whys(client: Client, cast: Cast, promise: Promise) -> list[str]:
    """What Tess, who leads, reads on Today and in the conversation."""
    client.force_login(cast.tess)
    today = client.get("/today").content.decode()
    conversation = client.get(f"/conversations/{promise.conversation_id}").content.decode()
    found = re.findall(r'"owe-why">([^<]*)<', today) + re.findall(r'"promise-why">([^<]*)<', conversation)
    return [" ".join(words.split()) for words in found]


def test_the_lead_reads_who_was_warned_and_that_nothing_was_done(
    client: Client, cast: Cast, promise: Promise, clock: Clock
) -> None:
    breaks(clock)

    [today, conversation] = whys(client, cast, promise)

    assert today == conversation
    assert re.fullmatch(r"Warned 11:00 AM, the lead 1\d:\d\d AM\. Nobody did anything here since\.", today), today


def test_whoever_was_at_work_is_named(client: Client, cast: Cast, promise: Promise, mara: Actor, clock: Clock) -> None:
    breaks(clock)
    write_note(promise.conversation_id, by=mara, html="<p>I looked.</p>")

    assert whys(client, cast, promise)[0].endswith("Mara Lindqvist was at work here: 12:00 PM.")


def test_a_bounce_tells_more_than_that(client: Client, cast: Cast, promise: Promise, mara: Actor, clock: Clock) -> None:
    reply = send_reply(promise.conversation_id, by=mara, html="<p>Soon.</p>")
    clock.forward(minutes=5)
    mark_reply_sending(reply.pk)
    mark_reply_sent(reply.pk)
    mark_reply_bounced(reply.pk, problem="No such mailbox", hard=True)
    breaks(clock)

    assert whys(client, cast, promise)[0].endswith("The reply bounced: 10:05 AM.")


def test_a_time_told_too_late_is_said(client: Client, cast: Cast, promise: Promise, mara: Actor, clock: Clock) -> None:
    breaks(clock)
    renegotiate_promise(promise.pk, by=mara, due=now() + timedelta(days=1), because="ill", told=Told.SPOKEN)

    assert "Mara Lindqvist told them of another time too late: 12:00 PM." in whys(client, cast, promise)[0]


def test_that_it_was_handed_over_is_said(
    client: Client, cast: Cast, promise: Promise, mara: Actor, clock: Clock
) -> None:
    hand_over_promise(promise.pk, by=mara, agent=cast.olive.pk)
    breaks(clock)

    assert whys(client, cast, promise)[0].endswith("Mara Lindqvist handed it over: 10:00 AM.")


def test_a_desk_that_did_not_run_says_so(client: Client, cast: Cast, promise: Promise, clock: Clock) -> None:
    clock.forward(hours=5)
    look_once()

    assert whys(client, cast, promise)[0] == (
        "Nobody was warned. Goodword was not running when it was due, and noticed 3 hr later."
    )


def test_what_is_not_broken_has_no_why(client: Client, cast: Cast, promise: Promise, clock: Clock) -> None:
    clock.forward(hours=1, seconds=1)
    look_once()

    assert whys(client, cast, promise) == []


def test_many_ask_no_more(client: Client, cast: Cast, promise: Promise, mara: Actor, clock: Clock) -> None:
    def asked() -> int:
        client.force_login(cast.tess)
        client.get("/today")
        with asked_by() as queries:
            client.get("/today")
        return len(queries)

    later = [promised(cast, mara) for _number in range(4)]
    Promise.objects.filter(pk__in=[one.pk for one in later]).update(due_at=now() + timedelta(days=9))
    breaks(clock)
    before = asked()
    clock.forward(days=9)
    look_once()

    assert asked() == before
