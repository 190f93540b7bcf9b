"""Opening hours by keyboard: a calendar with a noon break, a half day, the reckoning, and a followed address."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.calendars.feed_server import FeedServer
from tests.calendars.test_feeds import ical
from tests.journeys.axe import check_accessible
from tests.journeys.house import House
from tests.journeys.usable import check_usable


def test_a_calendar_is_made_and_tells_when_something_is_due(house: House) -> None:
    page = house.sign_in("olive", timezone_id="America/New_York")
    page.goto("/settings/calendars")
    page.get_by_role("link", name="New calendar").press("Enter")
    page.get_by_label("Name").fill("Clinic")
    page.get_by_label("Time zone").select_option("America/New_York")
    page.get_by_role("button", name="Create").press("Enter")
    page.wait_for_url("**/settings/calendars/2")

    its_week_has_a_break(page)
    it_has_a_half_day(page)
    it_tells_the_due_time(page)
    with FeedServer() as server:
        it_follows_a_calendar(page, server)


def its_week_has_a_break(page: Page) -> None:
    page.get_by_label("Monday, from (1)").fill("08:30")
    page.get_by_label("Monday, until (1)").fill("12:00")
    page.get_by_role("button", name="Add a time, Monday").press("Enter")
    second = page.get_by_label("Monday, from (2)")
    expect(second).to_be_focused()
    second.fill("13:00")
    page.get_by_label("Monday, until (2)").fill("17:00")
    page.get_by_role("button", name="Copy to all weekdays").press("Enter")
    expect(page.get_by_label("Friday, until (2)")).to_have_value("17:00")
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    check_accessible(page)
    page.get_by_label("Friday, until (2)").press("Enter")  # in a field, Enter saves
    expect(page.get_by_text("Saved.").first).to_be_visible()
    expect(page.get_by_text("Not saved yet.")).to_have_count(0)
    expect(page.get_by_label("Friday, from (1)")).to_have_value("08:30")


def it_has_a_half_day(page: Page) -> None:
    page.get_by_role("link", name="Add a day").press("Enter")
    page.get_by_label("Day", exact=True).fill("2026-12-24")
    page.get_by_label("Name").fill("Christmas Eve")
    page.get_by_label("Closed all day").check()
    expect(page.get_by_label("Times, from (1)")).to_be_hidden()
    page.get_by_label("Open at these times").check()
    page.get_by_label("Times, from (1)").fill("08:30")
    page.get_by_label("Times, until (1)").fill("12:00")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Thursday, December 24, 2026")).to_be_visible()
    expect(page.get_by_text("Christmas Eve")).to_be_visible()


def it_tells_the_due_time(page: Page) -> None:
    page.get_by_role("link", name="Try the hours").press("Enter")
    reckon(page, "2026-11-20T16:30", "4")
    expect(page.locator("#due")).to_contain_text("Due Monday, November 23, 2026, 12:00")
    reckon(page, "2026-12-23T16:00", "5")
    expect(page.get_by_role("row", name="Thursday, December 24")).to_contain_text("Christmas Eve (set by hand)")
    expect(page.locator("#due")).to_contain_text("Due Friday, December 25, 2026, 9:00")
    check_accessible(page)
    check_usable(page)


def it_follows_a_calendar(page: Page, server: FeedServer) -> None:
    feast = date.today() + timedelta(days=30)  # noqa: DTZ011 (the desk's own clock runs)
    page.goto("/settings/calendars/2/ical")
    page.get_by_role("textbox", name="Address").fill(
        server.gives("/days", ical(f"DTSTART;VALUE=DATE:{feast:%Y%m%d}\nSUMMARY:Our feast"))
    )
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Our feast")).to_be_visible()  # the page fetched itself anew
    expect(page.get_by_role("region", name="Where days come from").get_by_text("Days off")).to_be_visible()
    check_accessible(page)
    server.answers.clear()
    page.get_by_role("button", name="Read Days off again now").press("Enter")
    expect(page.get_by_text("localhost answered “404”")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Our feast")).to_be_visible()
    check_usable(page)


def reckon(page: Page, at: str, hours: str) -> None:
    page.get_by_label("From").fill(at)
    page.get_by_label("Hours").fill(hours)
    page.keyboard.press("Enter")
