"""Somebody is added by hand, belongs to a company by their domain, is noted about, and is found by keyboard."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation
from tests.journeys.test_every_page import check_page


def _add_company(page: Page) -> None:
    page.goto("/companies/new")
    page.get_by_label("Name").fill("Brandt Logistics")
    page.get_by_label("Domains").fill("customers.test")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Brandt Logistics")).to_be_visible()


def _add_somebody(page: Page) -> None:
    page.goto("/people/new")
    page.get_by_label("Name").fill("Zoë Brandt")
    page.get_by_label("Telephone number").fill("+1 202 555 0143")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Zoë Brandt")).to_be_visible()


def _note(page: Page, words: str) -> None:
    page.get_by_role("link", name="Note what matters to them").click()
    page.get_by_role("textbox", name="What matters to them").fill(words)
    page.get_by_label("Until").fill("2099-12-31")
    check_accessible(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#person-notes")).to_contain_text(words)


def test_a_record_from_hand_to_list(house: House) -> None:
    mara = house.sign_in("mara", viewport={"width": 1440, "height": 900})
    _add_company(mara)
    check_page(mara)
    house.customer("Klara").write(house.mailbox, "Where is it?", "It did not come.")
    mara.goto("/inbox")
    open_conversation(mara, "Where is it?")
    mara.locator("#person-company").get_by_role("button", name="That is right").click()
    expect(mara.locator("#person-company")).to_contain_text("Brandt Logistics")
    _note(mara, "Knock twice.")
    check_page(mara)

    _add_somebody(mara)
    mara.keyboard.press("g")
    mara.keyboard.press("p")
    expect(mara.get_by_role("heading", level=1, name="People")).to_be_visible()
    mara.keyboard.press("f")
    mara.keyboard.type("zoe 0143")
    expect(mara.get_by_role("row")).to_have_count(1)
    check_page(mara)
    mara.get_by_role("heading", level=1).click()
    mara.keyboard.press("j")
    mara.keyboard.press("Enter")
    expect(mara.get_by_role("heading", level=1, name="Zoë Brandt")).to_be_visible()
