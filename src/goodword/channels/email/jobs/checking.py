"""Recurring looks after the mailboxes."""

import time
from datetime import timedelta

from goodword.channels.email.actions.checking import check_connections, check_silences, end_silences
from goodword.core.jobs import job

_BEGAN = time.monotonic()


def _awake() -> timedelta:
    return timedelta(seconds=time.monotonic() - _BEGAN)


@job(queue="mail", priority=60, attempts=3)
def look_after_mailboxes() -> None:
    """Each minute: is every mailbox read, can each send, has a silent one heard something?"""
    check_connections(awake=_awake())
    end_silences()


@job(queue="mail", attempts=3)
def listen_for_silence() -> None:
    """Every ten minutes: has nothing come for longer than usual for this hour?"""
    check_silences(awake=_awake())
