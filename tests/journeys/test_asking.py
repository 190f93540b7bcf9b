"""A colleague is asked by keyboard, sees it on Today, and answers with a note."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation

SUBJECT = "The dressings did not come"


def test_a_colleague_is_asked_and_answers(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, SUBJECT)
    she_asks(page)
    expect(page.locator("#subject").get_by_text("“Is the gauze in stock?”")).to_be_visible()

    other = house.sign_in("tess")
    other.goto("/today")
    expect(other.get_by_text("Is the gauze in stock?").first).to_be_visible()
    other.goto("/inbox")
    open_conversation(other, SUBJECT)
    expect(other.locator("#thread").get_by_text("@Tess Whitcombe").first).to_be_visible()
    other.keyboard.press("n")
    editor(other, "Your note").press_sequentially("Yes, two boxes.")
    other.keyboard.press("Control+Enter")
    expect(other.locator("#subject").get_by_text("1 kept")).to_be_visible()
    expect(page.locator("#subject").get_by_text("1 kept")).to_be_visible()
    assert house.problems == []


def she_asks(page: Page) -> None:
    keys = page.keyboard
    keys.press("q")
    expect(page.get_by_label("Whom", exact=True)).to_be_focused()
    keys.type("Tess")
    page.get_by_label("What", exact=True).focus()
    keys.type("Is the gauze in stock?")
    page.get_by_label("By when").fill("in 20 minutes")
    check_accessible(page)
    page.get_by_role("button", name="Ask", exact=True).focus()
    keys.press("Enter")
