"""What the schedule does about holidays, with a web server on loopback."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from goodword.calendars.actions.following import follow_address
from goodword.calendars.actions.holidays import drop_source, take_holidays
from goodword.calendars.jobs import read_address, renew_country, renew_sources
from goodword.calendars.models import Calendar, HolidaySource
from goodword.core.actor import SYSTEM
from goodword.core.jobs.models import QueuedJob
from goodword.core.problems import say_problem
from tests.calendars.feed_server import FeedServer
from tests.calendars.test_feeds import ical
from tests.frozen_time import Clock

EVE = "DTSTART;VALUE=DATE:20261224\nSUMMARY:Eve"


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as server:
        yield server


@pytest.fixture
def followed(clinic: Calendar, server: FeedServer) -> HolidaySource:
    return follow_address(clinic.pk, by=SYSTEM, address=server.gives("/days", ical(EVE), ETag='"1"'))


def read(source: HolidaySource) -> HolidaySource:
    read_address.func(source_id=source.pk)
    source.refresh_from_db()
    return source


def tags(server: FeedServer) -> list[str]:
    return [tag for _path, tag in server.asked]


def test_an_address_is_read_and_closes_its_days(followed: HolidaySource) -> None:
    assert (read(followed).problem, followed.name) == ("", "Days off")
    assert Calendar.objects.get().hours().windows_on(date(2026, 12, 24)) == ()


def test_what_has_not_changed_is_read_whole_once_in_a_while(
    followed: HolidaySource, server: FeedServer, clock: Clock
) -> None:
    read(followed)
    for days in (1, 12, 1):
        clock.forward(days=days)
        read(followed)
    assert tags(server) == ["", '"1"', '"1"', ""]
    assert followed.reaches == clock.now().date() + timedelta(days=3 * 365)


def test_a_failure_is_told_and_the_next_success_ends_it(followed: HolidaySource, server: FeedServer) -> None:
    good = server.answers.pop("/days")
    assert "answered “404”" in say_problem(read(followed).problem)
    server.gives("/days", b"<html>sign in</html>")
    assert "not an iCal calendar" in say_problem(read(followed).problem)
    server.answers["/days"] = good
    assert read(followed).problem == ""


def test_what_is_gone_is_not_read(followed: HolidaySource, server: FeedServer) -> None:
    drop_source(followed.pk, by=SYSTEM)
    read_address.func(source_id=followed.pk)
    renew_country.func(source_id=followed.pk)
    assert server.asked == []


def test_every_source_is_renewed_each_in_a_job(clinic: Calendar, followed: HolidaySource) -> None:
    country = take_holidays(clinic.pk, by=SYSTEM, country="US")
    QueuedJob.objects.all().delete()
    renew_sources.func()
    jobs = {
        job.name.rpartition(".")[2]: job.kwargs["source_id"]
        for job in QueuedJob.objects.filter(name__contains=".calendars.")
    }
    assert jobs == {"read_address": followed.pk, "renew_country": country.pk}
    renew_country.func(source_id=country.pk)
