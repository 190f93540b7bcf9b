from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from goodword.core.query import moments_in

NOW = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")


def span(value, zone=UTC):
    found = moments_in(value, at=NOW, zone=zone)
    return found and (found.begins.isoformat(), found.ends.isoformat())


def test_a_day_a_month_and_a_year_end_where_the_next_begins():
    assert span("2026-02-28") == ("2026-02-28T00:00:00+00:00", "2026-03-01T00:00:00+00:00")
    assert span("2026-2") == ("2026-02-01T00:00:00+00:00", "2026-03-01T00:00:00+00:00")
    assert span("2025") == ("2025-01-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00")


def test_today_is_the_readers_own_day_in_both_languages():
    assert span("today", ZoneInfo("America/Lima")) == span("2026-02-28", ZoneInfo("America/Lima"))
    assert span("hoy", MADRID) == span("2026-03-01", MADRID)
    assert span("ayer") == span("yesterday") == span("2026-02-28")


def test_a_day_on_which_clocks_change_is_shorter():
    found = moments_in("2026-03-29", at=NOW, zone=MADRID)
    assert found.ends.astimezone(UTC) - found.begins.astimezone(UTC) == timedelta(hours=23)


@pytest.mark.parametrize(
    ("value", "age"), [("3d", timedelta(3)), ("2w", timedelta(14)), ("90min", timedelta(minutes=90))]
)
def test_an_age_is_one_moment(value, age):
    found = moments_in(value, at=NOW, zone=UTC)
    assert (found.begins, found.ends) == (NOW - age, NOW - age)


@pytest.mark.parametrize("value", ["", "soon", "2026-13", "2026-02-30", "0000", "99999y", "9999", "٣d", "3", "1d2"])
def test_what_is_no_time_is_none(value):
    assert moments_in(value, at=NOW, zone=UTC) is None
