"""Later is said by the clock on the wall."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from goodword.conversations.leaving import Choice, choices_at

MADRID, NEW_YORK = ZoneInfo("Europe/Madrid"), ZoneInfo("America/New_York")


def said(moment: datetime, zone: ZoneInfo) -> dict[Choice, str]:
    return {one.choice: one.at.astimezone(zone).strftime("%a %d %H:%M") for one in choices_at(moment, zone)}


def test_in_the_morning_there_are_three() -> None:
    assert said(datetime(2026, 11, 24, 9, 20, tzinfo=MADRID), MADRID) == {
        Choice.TODAY: "Tue 24 12:00", Choice.TOMORROW: "Wed 25 08:00", Choice.MONDAY: "Mon 30 08:00",
    }  # fmt: skip


def test_in_the_evening_today_is_over_and_on_sunday_monday_is_tomorrow() -> None:
    assert list(said(datetime(2026, 11, 24, 18, 30, tzinfo=MADRID), MADRID)) == [Choice.TOMORROW, Choice.MONDAY]
    assert said(datetime(2026, 11, 29, 18, 30, tzinfo=MADRID), MADRID) == {Choice.TOMORROW: "Mon 30 08:00"}


def test_eight_is_eight_when_the_clocks_change_that_night() -> None:
    spring, autumn = datetime(2026, 3, 28, 19, tzinfo=MADRID), datetime(2026, 10, 24, 19, tzinfo=MADRID)
    assert choices_at(spring, MADRID)[0].at.astimezone(UTC) == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert choices_at(autumn, MADRID)[0].at.astimezone(UTC) == datetime(2026, 10, 25, 7, tzinfo=UTC)


def test_the_day_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 24, 3, tzinfo=UTC)  # still Monday evening in New York
    assert said(late, NEW_YORK)[Choice.TOMORROW] == "Tue 24 08:00"
