"""The watcher: at each promise's moments it warns, and breaks what was not kept. One looks, however many processes run.

Each look is an action of its own, under the conversation's lock, and sees for itself whether there is something to do:
two watchers never act twice, and one that was killed left nothing half done. After an outage it goes through what was
missed once, in order.
"""

import threading
from collections.abc import Collection
from contextlib import closing
from datetime import datetime, timedelta

import structlog
from django.db import Error, connections
from django.db.models import Min

from goodword.core.clock import NEVER, now
from goodword.core.db.locks import alone
from goodword.core.wakeup import Wakeup
from goodword.promises.actions.looking import look_at_promise
from goodword.promises.jobs import due_promises
from goodword.promises.models import Promise

log = structlog.get_logger("goodword.promises")

LONGEST_WAIT = 0.5  # seconds until what somebody promised meanwhile is seen
_PUT_OFF = timedelta(minutes=1)
_AGAIN = 2.0  # seconds until another process looks whether the watcher is gone


def run_watcher(stop: threading.Event) -> None:
    """Watch every promise until `stop` is set, unless another process does. A database that is away is waited for."""
    try:
        while not stop.is_set():
            try:
                with alone("promise-watcher") as is_mine:
                    if is_mine:
                        _watch(stop)
            except Error as error:
                log.error("database failed under the watcher", error=type(error).__name__)
                connections.close_all()
            stop.wait(_AGAIN)
    finally:
        connections.close_all()


def _watch(stop: threading.Event) -> None:
    log.info("watching promises")
    with closing(Wakeup()) as wakeup:
        put_off: dict[int, datetime] = {}
        while not stop.is_set():
            if not look_once(put_off):
                wakeup.wait(_seconds_until_next(put_off))


def look_once(put_off: dict[int, datetime] | None = None) -> int:
    """Look at what is due by the present clock; how many promises that were.

    One at which looking fails keeps nobody from looking at the others: it is `put_off` for a minute, for as long as
    the watcher remembers.
    """
    later = {} if put_off is None else put_off
    moment = now()
    for number in [number for number, until in later.items() if until <= moment]:
        del later[number]
    numbers = [number for number in due_promises(without=later) if _looked_at(number, later)]
    return len(numbers)


def _looked_at(number: int, put_off: dict[int, datetime]) -> bool:
    try:
        look_at_promise(number)
    except Error:
        raise
    except Exception as error:
        put_off[number] = now() + _PUT_OFF
        log.exception("a promise could not be looked at", promise=number, error=type(error).__name__)
        return False
    return True


def _seconds_until_next(put_off: Collection[int]) -> float:
    waiting = Promise.objects.filter(wakes_at__lt=NEVER).exclude(pk__in=list(put_off))
    next_at: datetime | None = waiting.aggregate(first=Min("wakes_at"))["first"]
    if next_at is None:
        return LONGEST_WAIT
    return max(0.0, min((next_at - now()).total_seconds() + 0.001, LONGEST_WAIT))
