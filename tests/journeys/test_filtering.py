"""A list narrowed as one types, and what one has not read yet."""

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation, row

DRESSINGS, INVOICE = "The dressings did not come", "Where is the invoice?"


def test_a_list_is_filtered_and_then_shows_what_is_unread(house: House) -> None:
    house.customer("Odile").write(house.mailbox, DRESSINGS, "I waited in all Friday.")
    house.customer("Piet").write(house.mailbox, INVOICE, "It was due in May.")
    page = house.sign_in("mara")
    expect(page.get_by_role("row")).to_have_count(2)

    page.keyboard.press("f")
    page.keyboard.type("invoice")
    expect(row(page, DRESSINGS)).to_have_count(0)
    expect(row(page, INVOICE)).to_be_visible()
    check_accessible(page)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.get_by_role("row")).to_have_count(2)

    open_conversation(page, DRESSINGS)
    expect(row(page, DRESSINGS).locator(".row-unread")).to_be_empty()
    page.get_by_role("link", name="Unread", exact=True).click()
    expect(row(page, INVOICE)).to_be_visible()
    expect(row(page, DRESSINGS)).to_have_count(0)
