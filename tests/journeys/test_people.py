"""Two people share an address, and a daughter writes for her mother."""

from playwright.sync_api import expect

from tests.journeys.house import Customer, House, open_conversation, row
from tests.journeys.test_every_page import check_page


def _odile(house: House) -> Customer:
    odile = house.customer("Odile")
    odile.name = "Odile Hartwell"
    odile.write(house.mailbox, "Silver dressings", "They did not come.")
    return odile


def test_somebody_else_writes_from_odiles_address(house: House) -> None:
    odile, mara = _odile(house), house.sign_in("mara", viewport={"width": 1440, "height": 900})
    expect(row(mara, "Silver dressings")).to_be_visible()
    Customer("Nina Hartwell", odile.address, house.exim, house.dovecot).write(house.mailbox, "My own pills", "Which?")

    open_conversation(mara, "My own pills")
    expect(mara.get_by_text("Who writes here?")).to_be_visible()
    expect(mara.locator("#person").get_by_text("Silver dressings")).to_have_count(0)
    check_page(mara)
    mara.get_by_role("button", name="Somebody new").click()

    expect(mara.get_by_text("Who writes here?")).to_have_count(0)
    expect(mara.locator("#person")).to_contain_text("1 other person uses it")


def test_a_daughter_writes_for_her_mother(house: House) -> None:
    _odile(house)
    dana, mara = house.customer("Dana"), house.sign_in("mara", viewport={"width": 1440, "height": 900})
    open_conversation(mara, "Silver dressings")
    mara.locator("#person h2 a").click()
    check_page(mara)
    mara.get_by_role("link", name="Record somebody").click()
    check_page(mara)
    mara.get_by_label("Name", exact=True).fill("Dana")
    mara.get_by_label("E-mail address").fill(dana.address)
    mara.get_by_label("Who they are").select_option("child")
    mara.get_by_label("billing").check()
    mara.get_by_role("button", name="Record it").click()
    expect(mara.locator("#representatives")).to_contain_text("Dana")
    dana.write(house.mailbox, "My mother's dressings", "She asked me to write.")
    mara.goto("/inbox")
    open_conversation(mara, "My mother's dressings")
    mara.get_by_role("button", name="For Odile Hartwell").click()

    expect(mara.locator("#thread")).to_contain_text("for Odile Hartwell")
    expect(mara.get_by_text("Dana may hear about billing only.")).to_be_visible()
    check_page(mara)
