"""A grievance by keyboard: its rule switched on, said, written down, its notice sent; then its binder."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation

SUBJECT = "The dressings did not come"
WORDS = "I waited in all Friday. Nobody called."


def test_from_the_rule_to_the_binder(house: House) -> None:
    the_rule_is_switched_on(house.sign_in("olive"))
    house.customer("Odile").write(house.mailbox, SUBJECT, WORDS)
    mara = house.sign_in("mara")
    open_conversation(mara, SUBJECT)
    mara.keyboard.press("Shift+C")
    mara.get_by_role("button", name="Yes, it is a complaint").press("Enter")
    it_is_a_grievance(mara)
    its_notice_is_sent(mara)
    its_binder_is_asked_for(mara)


def the_rule_is_switched_on(olive: Page) -> None:
    olive.goto("/settings/grievances/hospital")
    olive.get_by_label("Reviewed by your counsel on").fill("2026-01-05")
    olive.get_by_label("We use this rule").check()
    check_accessible(olive)
    olive.get_by_role("button", name="Save").press("Enter")
    expect(olive.get_by_text("On; your counsel: 2026-01-05")).to_be_visible()


def it_is_a_grievance(mara: Page) -> None:
    expect(mara.get_by_label("Their own words")).to_contain_text(WORDS)
    mara.keyboard.press("7")
    rule = mara.get_by_role("button", name="Hospital patient grievance: Written reply")
    expect(rule).to_be_visible()
    check_accessible(mara)
    rule.press("Enter")
    expect(mara.get_by_label("Steps taken")).to_be_visible()
    check_accessible(mara)


def its_notice_is_sent(mara: Page) -> None:
    mara.get_by_label("Steps taken").fill("We asked the driver.")
    mara.get_by_label("Result").fill("The box stood at the wrong door.")
    mara.get_by_label("Done on").fill("2026-01-06")
    mara.get_by_label("Done on").press("Enter")
    letter = mara.get_by_role("textbox", name="The customer reads this")
    expect(letter).to_have_value(re.compile("We were done on January 6, 2026."))
    mara.get_by_role("button", name="Send the written notice").press("Enter")
    expect(mara.get_by_text("The written notice was sent.")).to_be_visible()
    check_accessible(mara)


def its_binder_is_asked_for(mara: Page) -> None:
    mara.get_by_role("button", name="Make the binder").press("Enter")
    expect(mara.get_by_role("heading", name="Binder")).to_be_visible()
    check_accessible(mara)
