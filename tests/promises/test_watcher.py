"""The watcher: in order, once, though several look; and after an outage it says how late it was."""

import threading
from datetime import datetime, timedelta

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import NEVER, now
from goodword.promises import watcher
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.looking import look_at_promise
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once, run_watcher
from tests.cast import conversation_with_odile, found_cast
from tests.frozen_time import Clock
from tests.timeline import kinds, recorded
from tests.waiting import wait_until


def promise_in(conversation: Conversation, mara: Actor, **ahead: float) -> Promise:
    return give_promise(conversation.pk, Word(ours="Call", due=now() + timedelta(**ahead)), by=mara)


def test_after_an_outage_it_goes_through_what_was_missed_in_order(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    later, sooner = promise_in(conversation, mara, hours=5), promise_in(conversation, mara, hours=2)
    clock.forward(hours=6)
    look_once()

    broken = recorded("promise.broken")
    assert [event.data["promise_id"] for event in broken] == [sooner.pk, later.pk]
    assert [event.data["late_seconds"] for event in broken] == [4 * 3600, 3600]
    assert not recorded("promise.warned")  # of what has passed nobody is warned


def test_who_looks_again_finds_nothing(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    promise = promise_in(conversation, mara, hours=1)
    clock.forward(hours=2)
    look_at_promise(promise.pk)
    look_at_promise(promise.pk)

    assert kinds(conversation.pk).count("promise.broken") == 1
    promise.refresh_from_db()
    assert promise.wakes_at == NEVER


def test_before_its_time_nothing_happens(conversation: Conversation, mara: Actor) -> None:
    promise = promise_in(conversation, mara, hours=1)
    look_at_promise(promise.pk)

    assert look_once() == 0
    assert "promise.warned" not in kinds(conversation.pk)


def test_one_at_which_looking_fails_keeps_nobody_from_the_others(
    conversation: Conversation, mara: Actor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = promise_in(conversation, mara, hours=1), promise_in(conversation, mara, hours=2)
    clock.forward(hours=3)
    put_off: dict[int, datetime] = {}
    with monkeypatch.context() as fault:
        fault.setattr(watcher, "look_at_promise", lambda number: look_at_promise(number) if number != bad.pk else 1 / 0)
        assert look_once(put_off) == 1
        assert look_once(put_off) == 0
    assert [event.data["promise_id"] for event in recorded("promise.broken")] == [good.pk]

    clock.forward(minutes=1)
    assert look_once(put_off) == 1
    assert [event.data["promise_id"] for event in recorded("promise.broken")] == [good.pk, bad.pk]


@pytest.mark.real_time
@pytest.mark.django_db(transaction=True)
def test_two_watchers_act_once_and_at_the_instant() -> None:
    cast = found_cast()
    conversation = conversation_with_odile(cast)
    stop = threading.Event()
    watchers = [threading.Thread(target=run_watcher, args=(stop,)) for _ in range(2)]
    for thread in watchers:
        thread.start()
    try:
        promise = promise_in(conversation, Actor.agent(cast.mara.pk), seconds=1)
        wait_until(lambda: Promise.objects.get(pk=promise.pk).is_broken)
    finally:
        stop.set()
        for thread in watchers:
            thread.join()
    assert kinds(conversation.pk).count("promise.broken") == 1
    stages = [event.data["lead"] for event in recorded("promise.warned")]
    assert len(stages) == len(set(stages))  # a watcher that comes late warns nobody of what has passed
