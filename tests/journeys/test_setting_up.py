"""From the code in the console to the first letter, by keyboard alone."""

from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.journeys.house import House, row
from tests.journeys.test_every_page import check_page


def fill(page: Page, *typed: str) -> None:
    """Type into one field after another, from the one that has the focus, and press Enter."""
    for number, words in enumerate(typed):
        if number:
            page.keyboard.press("Tab")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(words)
    page.keyboard.press("Enter")


def connect(page: Page, house: House) -> None:
    """Give the test servers instead of those guessed from the address."""
    for label, words in (("User name", house.mailbox), ("Password", "secret")):
        page.get_by_label(label, exact=True).fill(words)
    page.locator("[name=imap_host]").fill("localhost")
    page.locator("[name=imap_port]").fill(str(house.dovecot.imaps_port))
    page.locator("[name=smtp_host]").fill("localhost")
    page.locator("[name=smtp_port]").fill(str(house.exim.port))
    page.locator("[name=smtp_sign_in]").select_option("own")
    page.locator("[name=smtp_username]").fill(house.exim.username)
    page.locator("[name=smtp_password]").fill(house.exim.password)
    page.keyboard.press("Enter")


def test_from_the_code_to_the_first_letter(empty_house: House) -> None:
    page, code = empty_house.open_page(reduced_motion="reduce"), empty_house.desk.wait_for(r"enter the code (\S+)")
    page.goto("/inbox")
    check_page(page)
    page.reload()
    fill(page, code)
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    check_page(page)
    for label, words in (("Organization", "Wrenfield"), ("Your name", "Olive Wren"), ("Password", PASSWORD)):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Your e-mail").fill("olive@wrenfield.test")
    page.keyboard.press("Enter")

    page.wait_for_url("**/setup/mailbox")
    check_page(page)
    page.reload()
    fill(page, empty_house.mailbox)
    page.wait_for_url("**/setup/mailbox/*")
    check_page(page)
    connect(page, empty_house)
    page.wait_for_url("**/inbox*")

    empty_house.customer("Odile").write(empty_house.mailbox, "The dressings did not come", "I waited in all Friday.")
    expect(row(page, "The dressings did not come")).to_be_visible()


def test_looking_around_first(empty_house: House) -> None:
    page, code = empty_house.open_page(), empty_house.desk.wait_for(r"enter the code (\S+)")
    page.goto("/inbox")
    fill(page, code)
    page.get_by_role("button", name="Look around first").click()
    page.wait_for_url("**/demo")
    expect(page.get_by_text("mara@wrenfield.example")).to_be_visible()
    check_page(page)
    page.keyboard.type("gi")
    page.wait_for_url("**/inbox*")
    expect(page.get_by_role("row").first).to_be_visible()
