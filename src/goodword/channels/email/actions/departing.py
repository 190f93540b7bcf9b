"""The line of mails that leave a mailbox, kept as long as its limits look back: none leaves before its place."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from goodword.channels.email.errors import LimitReached
from goodword.channels.email.events import SendingLimited
from goodword.channels.email.models import Connection, Departure, OutgoingMail
from goodword.conversations.actions.delivery import mark_reply_waiting
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.events import record
from goodword.core.problems import problem_of

LONGEST = timedelta(days=1)


@transaction.atomic
def limit_sending(
    mailbox_id: int, *, by: Actor, a_minute: int | None = None, an_hour: int | None = None, a_day: int | None = None
) -> Connection:
    """Let no more mails than these leave the mailbox; None is no limit. What waits asks anew. Raises NotFound."""
    connection = Connection.objects.select_for_update().filter(mailbox_id=mailbox_id).first()
    if connection is None:
        raise NotFound
    before = (connection.most_a_minute, connection.most_an_hour, connection.most_a_day)
    if before == (a_minute, an_hour, a_day):
        return connection
    connection.most_a_minute, connection.most_an_hour, connection.most_a_day = a_minute, an_hour, a_day
    connection.save(update_fields=["most_a_minute", "most_an_hour", "most_a_day"])
    connection.departures.exclude(outgoing=None).delete()
    record(SendingLimited(by=by, mailbox_id=mailbox_id))
    return connection


@transaction.atomic
def take_place(outgoing: OutgoingMail, connection: Connection) -> datetime | None:
    """Give the reply its place in the line; None when that is now, else when it leaves, which the agent can see.

    Two workers ask one after the other, since the connection is locked, so that neither goes over the limit.
    """
    row = Connection.objects.select_for_update().filter(pk=connection.pk).first()
    if row is None:
        return None
    moment = now()
    kept = Departure.objects.filter(outgoing=outgoing).first()
    place = kept or Departure(connection=row, at=_end_of(row.departures.all(), row, moment))
    if place.at <= moment:  # it may come late, when others have just left
        place.at = _end_of(row.departures.filter(outgoing=None), row, moment)
    is_now = place.at <= moment
    place.outgoing = None if is_now else outgoing
    place.save()
    if is_now:
        row.departures.filter(outgoing=None, at__lt=moment - LONGEST).delete()
        return None
    OutgoingMail.objects.filter(pk=outgoing.pk, attempts=0).update(tried_since=place.at)  # the line is no failure
    told = LimitReached(address=connection.mailbox.address, leaves_at=place.at.isoformat())
    mark_reply_waiting(outgoing.message_id, problem=problem_of(told))
    return place.at


@transaction.atomic
def give_place_back(connection_id: int) -> None:
    """The relay did not take what was just counted: another mail may leave in its stead."""
    left = Departure.objects.filter(connection_id=connection_id, outgoing=None, at__lte=now())
    last = left.order_by("-at", "-pk").first()
    if last is not None:
        last.delete()


@transaction.atomic
def count_departure(connection_id: int) -> None:
    """A mail of the desk itself leaves: it waits for no limit, since somebody waits for its code, but counts."""
    if Connection.objects.filter(pk=connection_id).exists():
        Departure.objects.create(connection_id=connection_id, at=now())


def _end_of(line: QuerySet[Departure], connection: Connection, moment: datetime) -> datetime:
    """The first moment, behind everybody in this line, at which each limit has room."""
    newest_first = line.order_by("-at", "-pk").values_list("at", flat=True)
    place = max([moment, *newest_first[:1]])
    for most, window in _limits(connection):
        place = max([place, *(at + window for at in newest_first[most - 1 : most])])
    return place


def _limits(connection: Connection) -> Iterator[tuple[int, timedelta]]:
    every = (
        (connection.most_a_minute, timedelta(minutes=1)),
        (connection.most_an_hour, timedelta(hours=1)),
        (connection.most_a_day, LONGEST),
    )
    return ((most, window) for most, window in every if most)
