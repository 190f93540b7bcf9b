"""A waiter hears of what others commit, on either engine, and of nothing else."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connections, transaction

from goodword.core.actor import SYSTEM
from goodword.core.events import Event, record
from goodword.core.wakeup import Wakeup

pytestmark = pytest.mark.django_db(transaction=True)


class BellRung(Event, kind="test.bell-rung"):
    """Somebody committed."""


@pytest.fixture
def wakeup() -> Iterator[Wakeup]:
    waiter = Wakeup()
    yield waiter
    waiter.close()


def in_another_thread(work: object, after: float = 0.0) -> threading.Thread:
    def run() -> None:
        time.sleep(after)
        work()  # type: ignore[operator]
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def ring() -> None:
    with transaction.atomic():
        record(BellRung(by=SYSTEM))


def ring_and_take_back() -> None:
    with transaction.atomic():
        record(BellRung(by=SYSTEM))
        transaction.set_rollback(True)


def test_a_commit_wakes_at_once(wakeup: Wakeup) -> None:
    thread = in_another_thread(ring, after=0.1)
    begun = time.monotonic()
    assert wakeup.wait(10)
    assert time.monotonic() - begun < 1
    thread.join()


def test_a_commit_between_two_waits_is_not_missed(wakeup: Wakeup) -> None:
    wakeup.wait(0)
    in_another_thread(ring).join()
    assert wakeup.wait(1)
    assert not wakeup.wait(0.1)


def test_what_was_rolled_back_wakes_nobody(wakeup: Wakeup) -> None:
    in_another_thread(ring_and_take_back).join()
    assert not wakeup.wait(0.2)


def test_an_interrupted_wait_ends_without_a_change(wakeup: Wakeup) -> None:
    threading.Timer(0.1, wakeup.interrupt).start()
    begun = time.monotonic()
    assert not wakeup.wait(10)
    assert time.monotonic() - begun < 1


def test_an_interrupt_before_the_wait_still_ends_it(wakeup: Wakeup) -> None:
    wakeup.interrupt()
    begun = time.monotonic()
    assert not wakeup.wait(10)
    assert time.monotonic() - begun < 1
