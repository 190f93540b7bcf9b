"""When a mailbox has been silent for longer than usual for this hour of the week. Pure.

The rule: the present silence is longer than three hours, and longer than one and a half times the usual one. The usual
one is the second longest of those that stood at this hour, or in the three before it, in each of the last eight weeks:
the longest may have been a holiday, or the last time something was broken. A mailbox must be known for four of those
weeks, and get twenty mails in each on the average; a younger or quieter one may well be silent for no reason.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

WEEKS = 8
FEWEST_WEEKS = 4
FEWEST_MAILS = 20  # a week
SHORTEST = timedelta(hours=3)
FACTOR = 1.5
_WEEK = timedelta(weeks=1)


class Arrivals(Protocol):
    """When mail came, by three questions."""

    def last_until(self, moment: datetime) -> datetime | None:
        """The latest arrival at or before the moment."""

    def first_after(self, moment: datetime) -> datetime | None:
        """The earliest arrival after the moment."""

    def count_since(self, moment: datetime, most: int) -> int:
        """How many came since the moment, counted up to `most`."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing has come since then, and this much is usual."""

    since: datetime
    usual: timedelta


def unusual_silence(arrivals: Arrivals, at: datetime, zone: ZoneInfo) -> Silence | None:
    """The silence that stands at the moment, if it is unusually long; None when all is as ever, or nobody can tell."""
    last = arrivals.last_until(at)
    if last is None or at - last <= SHORTEST:
        return None
    stood = [silence for then in same_hours(at, zone) if (silence := _longest_about(arrivals, then)) is not None]
    if len(stood) < FEWEST_WEEKS:
        return None
    fewest = FEWEST_MAILS * len(stood)
    if arrivals.count_since(at - len(stood) * _WEEK, fewest) < fewest:
        return None
    usual = sorted(stood)[-2]
    return Silence(last, usual) if at - last > usual * FACTOR else None


def same_hours(at: datetime, zone: ZoneInfo) -> list[datetime]:
    """This hour by the clock on the wall, in each of the last weeks."""
    local = at.astimezone(zone).replace(tzinfo=None)
    return [(local - week * _WEEK).replace(tzinfo=zone).astimezone(at.tzinfo) for week in range(1, WEEKS + 1)]


def _longest_about(arrivals: Arrivals, then: datetime) -> timedelta | None:
    """The longest silence that stood at that moment or in the three hours before; None when no mail had come yet.

    Those that began within the three hours are shorter than what never alarms anybody.
    """
    began = then - SHORTEST
    before = arrivals.last_until(began)
    if before is None:
        return None
    ended = arrivals.first_after(began)
    return min(ended or then, then) - before
