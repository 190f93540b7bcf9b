"""iCal calendars as days that are closed, in New York, from 2026 to the end of 2028."""

from datetime import date
from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest

from goodword.calendars import feeds
from goodword.calendars.errors import FeedTooLarge, NotICal
from goodword.calendars.feeds import FeedDays, read_feed

NEW_YORK = ZoneInfo("America/New_York")
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)


def ical(*events: str) -> bytes:
    whole = [f"BEGIN:VEVENT\n{dedent(event).strip()}\nEND:VEVENT" for event in events]
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Days off", *whole, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def read(*events: str) -> FeedDays:
    return read_feed(ical(*events), zone=NEW_YORK, first=FIRST, last=LAST)


def told(found: FeedDays) -> dict[str, str]:
    """Closed, or the pieces that are."""
    return {
        f"{on:%Y-%m-%d}": "closed"
        if day.windows == ()
        else " ".join(f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in day.closed)
        for on, (_name, day) in found.days.items()
    }


def test_a_day_without_times_is_closed() -> None:
    found = read("DTSTART;VALUE=DATE:20261224\nSUMMARY:Christmas Eve\nTRANSP:TRANSPARENT")
    assert told(found) == {"2026-12-24": "closed"}
    assert found.days[date(2026, 12, 24)][0] == "Christmas Eve"
    assert (found.name, found.left_out) == ("Days off", 0)


@pytest.mark.parametrize("how", ["DTEND;VALUE=DATE:20261227", "DURATION:P3D"])
def test_several_days_are_closed(how: str) -> None:
    assert list(told(read(f"DTSTART;VALUE=DATE:20261224\n{how}"))) == ["2026-12-24", "2026-12-25", "2026-12-26"]


@pytest.mark.parametrize(
    ("times", "closed"),
    [
        ("DTSTART:20261124T100000\nDTEND:20261124T120000", {"2026-11-24": "10:00-12:00"}),
        ("DTSTART:20261124T150000Z\nDURATION:PT90M", {"2026-11-24": "10:00-11:30"}),
        ("DTSTART;TZID=Europe/Madrid:20261124T160000\nDURATION:PT1H", {"2026-11-24": "10:00-11:00"}),
        ("DTSTART:20261124T220000\nDTEND:20261126T020000",
         {"2026-11-24": "22:00-00:00", "2026-11-25": "00:00-00:00", "2026-11-26": "00:00-02:00"}),
        ("DTSTART:20261124T220000\nDTEND:20261125T000000", {"2026-11-24": "22:00-00:00"}),
        ("DTSTART:20261124T100000", {}),
        ("DTSTART:20261124T100000\nDTEND:20261124T090000", {}),
    ],
)  # fmt: skip
def test_a_time_closes_just_that_time(times: str, closed: dict[str, str]) -> None:
    assert told(read(times)) == closed


def test_times_that_touch_are_one_and_a_closed_day_is_closed() -> None:
    morning, noon = "DTSTART:20261124T090000\nDURATION:PT2H", "DTSTART:20261124T110000\nDURATION:PT2H"
    assert told(read(noon, morning)) == {"2026-11-24": "09:00-13:00"}
    assert told(read(noon, "DTSTART;VALUE=DATE:20261124", morning)) == {"2026-11-24": "closed"}


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("RRULE:FREQ=YEARLY", ["2026-12-24", "2027-12-24", "2028-12-24"]),
        ("RRULE:FREQ=YEARLY;COUNT=2", ["2026-12-24", "2027-12-24"]),
        ("RRULE:FREQ=YEARLY;UNTIL=20271224", ["2026-12-24", "2027-12-24"]),
        ("RRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20271224", ["2026-12-24", "2028-12-24"]),
        ("RRULE:FREQ=YEARLY;COUNT=1\nRDATE;VALUE=DATE:20270105", ["2026-12-24", "2027-01-05"]),
    ],
)
def test_what_repeats_is_followed_to_the_last_day(rule: str, days: list[str]) -> None:
    assert list(told(read(f"DTSTART;VALUE=DATE:20261224\n{rule}"))) == days


def test_a_weekly_time_stays_on_its_own_clock() -> None:
    """Four in Madrid is ten in New York, but for the weeks in which only one of them has summer time."""
    found = told(
        read("DTSTART;TZID=Europe/Madrid:20261020T160000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20261103T150000Z")
    )
    assert found == {"2026-10-20": "10:00-11:00", "2026-10-27": "11:00-12:00", "2026-11-03": "10:00-11:00"}


def test_one_time_that_was_moved() -> None:
    weekly = "UID:1\nDTSTART:20261201T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3"
    moved = "UID:1\nRECURRENCE-ID:20261208T100000\nDTSTART:20261209T140000\nDURATION:PT1H"
    assert told(read(weekly, moved)) == {
        "2026-12-01": "10:00-11:00", "2026-12-09": "14:00-15:00", "2026-12-15": "10:00-11:00",
    }  # fmt: skip


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED",
        "DTSTART:20261124T100000\nDURATION:PT1H\nTRANSP:TRANSPARENT",
        "SUMMARY:without a day",
        "DTSTART:99999999T100000",
        "DTSTART:20261124T100000\nDTEND;VALUE=DATE:20261125",
        "DTSTART:20261124T100000\nDURATION:PT1S\nRRULE:FREQ=SECONDLY",
        "DTSTART;VALUE=DATE:20261124\nRRULE:FREQ=SOMETIMES",
    ],
)
def test_what_is_left_out_is_counted(event: str) -> None:
    found = read(event, "DTSTART;VALUE=DATE:20261224")
    assert (list(told(found)), found.left_out) == (["2026-12-24"], 1)


def test_days_long_ago_and_far_ahead_do_not_matter() -> None:
    assert told(read("DTSTART;VALUE=DATE:20251224", "DTSTART;VALUE=DATE:20291224")) == {}


@pytest.mark.parametrize("bad", [b"", b"hello", b"<html></html>", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\n",
                                 b"BEGIN:VEVENT\r\nDTSTART:20261124\r\nEND:VEVENT\r\n"])  # fmt: skip
def test_something_else_is_said_to_be_none(bad: bytes) -> None:
    with pytest.raises(NotICal):
        read_feed(bad, zone=NEW_YORK, first=FIRST, last=LAST)


def test_too_large_in_bytes_events_and_times(monkeypatch: pytest.MonkeyPatch) -> None:
    daily = "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY"
    assert len(read(daily).days) == 1096
    for limit, number in (("LARGEST", 100), ("MOST_EVENTS", 0), ("_MOST_TIMES", 1000), ("_PATIENCE", -1.0)):
        with monkeypatch.context() as smaller:
            smaller.setattr(feeds, limit, number)
            with pytest.raises(FeedTooLarge):
                read(daily)
