"""Jobs of the mail that came."""

import time

from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.reading_on import is_mail_waiting, read_on
from goodword.core.db.locks import alone
from goodword.core.jobs import job

_LONGEST = 10.0  # seconds, so that a worker that is asked to stop need not break a run off


@job(queue="mail", priority=30, unique="all")
def read_waiting_mail() -> None:
    """Read all stored mail in the order in which it came. One reader is enough; another one leaves it the work."""
    until = time.monotonic() + _LONGEST
    while is_mail_waiting():  # asked after the lock was let go: who came meanwhile found it taken, and went away
        if time.monotonic() > until:
            read_waiting_mail.enqueue()
            return
        with alone("reading-mail") as nobody_else_reads:
            if not nobody_else_reads:
                return
            read_on()


@job(queue="mail", priority=30, unique="received-{received_id}")
def read_received_mail(*, received_id: int) -> None:
    """Read one stored mail: what older versions enqueued."""
    read_mail(received_id)
