"""Finding again what somebody wrote, without a mouse."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, row


def _two_matters(house: House) -> Page:
    odile = house.customer("Odile")
    odile.write(house.mailbox, "The dressings did not come", "I waited in all Friday. Please cancel the order.")
    odile.write(house.mailbox, "A question about refills", "Could the refills be delivered on Mondays?")
    page = house.sign_in("mara")
    for subject in ("The dressings did not come", "A question about refills"):
        expect(row(page, subject)).to_be_visible()
    return page


def test_finding_by_keyboard_alone(house: House) -> None:
    page = _two_matters(house)
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search messages, people and numbers")
    expect(field).to_be_focused()
    page.keyboard.type("is:op")
    expect(page.get_by_role("option", name="open")).to_be_visible()
    page.keyboard.press("ArrowDown")
    check_accessible(page)
    page.keyboard.press("Enter")
    page.keyboard.type("cancelled")
    expect(page.locator("mark", has_text="cancel")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(1)
    check_accessible(page)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The dressings did not come")).to_be_visible()
    page.go_back()
    expect(field).to_have_value("is:open cancelled")
    expect(page.get_by_role("row")).to_have_count(1)
