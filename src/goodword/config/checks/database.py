"""Checks that ask the database. When it is away, only the first says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 (Django's name)
from django.db import DatabaseError

from goodword.channels.email.choices import Health, Reading
from goodword.channels.email.models import Connection, ReceivedMail
from goodword.core.db.migrations import pending_migrations
from goodword.core.jobs.queries import dead_jobs, is_worker_missing

Check = Callable[..., list[CheckMessage]]


def _when_it_answers(check: Check) -> Check:
    @wraps(check)
    def checked(**kwargs: Any) -> list[CheckMessage]:
        try:
            return check(**kwargs)
        except DatabaseError:  # told by `answers_with_our_tables`
            return []

    return checked


def answers_with_our_tables(**_: Any) -> list[CheckMessage]:
    """The database can be reached and is of this version."""
    try:
        pending = pending_migrations()
    except DatabaseError as error:
        hint = "Look at DATABASE_URL, and whether the server runs."
        return [Error(f"The database cannot be reached: {str(error).strip()}", hint=hint, id="goodword.E004")]
    if not pending:
        return []
    told = f"The database is of an earlier version: {len(pending)} migrations are missing, first {pending[0]}."
    hint = "`goodword serve` brings it up to date when it starts; where parts run alone, `goodword migrate`."
    return [Error(told, hint=hint, id="goodword.E005")]


@_when_it_answers
def a_worker_is_at_work(**_: Any) -> list[CheckMessage]:
    """Without a worker no mail is read or sent."""
    if not is_worker_missing():
        return []
    return [
        Warning(
            "Recurring work is overdue: no worker is running. Mail that came is not read, replies do not leave.",
            hint="Run `goodword serve`, or `goodword worker` where the parts run alone.",
            id="goodword.W005",
        )
    ]


@_when_it_answers
def mailboxes_work(**_: Any) -> list[CheckMessage]:
    """Each connected mailbox can be read and can send."""
    rows = Connection.objects.select_related("mailbox").order_by("mailbox__address")
    problems = [
        (row.mailbox.address, what, problem)
        for row in rows
        for what, health, problem in (
            ("Receiving", row.receiving, row.receiving_problem),
            ("Sending", row.sending, row.sending_problem),
        )
        if health == Health.FAILING
    ]
    hint = "Settings, Mailboxes: look at the connection and try it."
    return [
        Warning(f"{what} fails for {address}: {problem}", hint=hint, id="goodword.W006")
        for address, what, problem in problems
    ]


@_when_it_answers
def nothing_was_given_up(**_: Any) -> list[CheckMessage]:
    """Mail that could not be read, and jobs that were given up, wait for somebody."""
    told = []
    if unread := ReceivedMail.objects.filter(reading=Reading.UNREADABLE).count():
        told.append((f"{unread} mails came that could not be read.", "Mailroom: read the reason and try again."))
    if dead := dead_jobs().count():
        told.append((f"{dead} jobs failed until they were given up.", "Read why, mend the cause, and try again."))
    return [Warning(text, hint=hint, id="goodword.W007") for text, hint in told]
