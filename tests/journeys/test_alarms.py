"""Somebody writes in distress, and a mailbox fails: those who must know do, without asking for it."""

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, row

SUBJECT = "My mother"

_FAIL = """
from goodword.channels.email.actions.alarms import raise_alarm
from goodword.channels.email.choices import AlarmKind
from goodword.conversations.models import Mailbox
raise_alarm(Mailbox.objects.get().pk, AlarmKind.SENDING)
"""
_WORK = _FAIL.replace("raise_alarm", "clear_alarm")


def test_urgent_mail_reaches_whoever_must_know_and_one_has_it(house: House) -> None:
    olive, tess = house.sign_in("olive"), house.sign_in("tess")

    house.customer("Odile").write(house.mailbox, SUBJECT, "Since lunch her speech is slurred. Please call.")

    toast = olive.get_by_role("alert").filter(has_text="Signs of a stroke")
    expect(toast).to_be_visible()
    expect(olive.get_by_role("link", name="Notices")).to_contain_text("1")
    check_accessible(olive)
    expect(row(tess, SUBJECT)).to_contain_text("Urgent")

    toast.get_by_role("button", name="Open").click()
    expect(olive.get_by_text("“speech is slurred”")).to_be_visible()
    check_accessible(olive)
    olive.keyboard.press("h")
    expect(olive.get_by_text("You have it", exact=False).first).to_be_visible()
    expect(olive.get_by_text("“speech is slurred”")).to_be_hidden()
    expect(row(tess, SUBJECT)).not_to_contain_text("Urgent")


def test_an_alarm_comes_and_goes_by_itself(house: House) -> None:
    olive, mara = house.sign_in("olive"), house.sign_in("mara", viewport={"width": 390, "height": 844})
    house.desk.python(_FAIL)

    strip = olive.locator("#alarms").get_by_text("cannot send")
    expect(strip).to_be_visible()
    check_accessible(olive)
    olive.keyboard.press("g")
    olive.keyboard.press("a")
    expect(olive.get_by_text("no other mailbox can send")).to_be_visible()
    check_accessible(olive)
    olive.keyboard.press("Shift+A")
    expect(olive.get_by_text("1 marked as read.")).to_be_visible()
    expect(mara.get_by_text("cannot send")).to_have_count(0)

    house.desk.python(_WORK)
    expect(strip).to_be_hidden()
    expect(olive.locator(".told b").get_by_text("can send again")).to_be_visible()
