"""A customer's own page, in a browser without scripts: promised, told of another time, solved, and open again."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation

SUBJECT = "The dressings did not come"
REASON = "the insurer answers in the afternoon"


def test_what_was_promised_is_seen_and_said(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    mara = house.sign_in("mara")
    open_conversation(mara, SUBJECT)
    promise(mara, "Call about the gauze", "in 3 hours")
    odile = opened_by_link(house, mara)
    it_is_there_with_its_time(odile)
    tell_of_another_time(mara)
    both_stand_there_with_the_reason(odile)
    she_says_that_it_is_solved(odile)
    the_desk_shows_it_and_keeps_what_is_owed(mara)
    what_she_writes_opens_it_again(odile, mara)


def promise(mara: Page, what: str, when: str) -> None:
    mara.keyboard.press("b")
    expect(mara.get_by_label("What", exact=True)).to_be_focused()
    mara.keyboard.type(what)
    mara.get_by_label("By when").fill(when)
    mara.get_by_label("By when").press("Enter")
    expect(mara.locator("#subject").get_by_text(what)).to_be_visible()


def opened_by_link(house: House, mara: Page) -> Page:
    """Mara looks at the page in Odile's shoes and gives her the link; Odile's browser runs no scripts."""
    shoes = mara.context.new_page()
    shoes.goto(str(mara.locator('a[href$="/as-customer"]').get_attribute("href")))
    shoes.get_by_role("button", name="Make a link").click()
    address = shoes.get_by_label("Their link, to copy").input_value()
    expect(shoes.get_by_role("button", name="Yes, it is solved")).to_be_disabled()
    check_accessible(shoes)
    shoes.close()
    odile = house.open_page(java_script_enabled=False, viewport={"width": 320, "height": 700})
    odile.goto(address)
    with_scripts_to_look_by(house, address)
    return odile


def with_scripts_to_look_by(house: House, address: str) -> None:
    """axe needs scripts of its own; the page has none."""
    page = house.open_page(viewport={"width": 320, "height": 700}, bypass_csp=True)
    page.goto(address)
    page.get_by_text("Not yet, and here is why").click()
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(address + "x")
    check_accessible(page)
    page.context.close()
    house.problems[:] = [one for one in house.problems if "410" not in one]


def it_is_there_with_its_time(odile: Page) -> None:
    expect(odile.get_by_role("heading", name="Next: Call about the gauze")).to_be_visible()
    expect(odile.locator(".letter-text", has_text="I waited in all Friday.")).to_be_visible()


def tell_of_another_time(mara: Page) -> None:
    mara.keyboard.press("d")
    mara.get_by_label("By when").fill("in 3 weeks")
    mara.get_by_label("Because").fill(REASON)
    mara.get_by_role("button", name="Write the letter").click()
    expect(mara.get_by_label("The customer reads this")).to_contain_text(REASON)
    mara.get_by_role("button", name="Send it").click()
    expect(mara.locator("#subject").get_by_text("1 renegotiated")).to_be_visible()


def both_stand_there_with_the_reason(odile: Page) -> None:
    odile.reload()
    promised = odile.get_by_role("region", name="What we promised you")
    expect(promised.get_by_text("Moved to another time.")).to_be_visible()
    expect(promised.get_by_text(REASON)).to_be_visible()
    expect(promised.get_by_text("Call about the gauze")).to_have_count(2)


def she_says_that_it_is_solved(odile: Page) -> None:
    odile.get_by_role("button", name="Yes, it is solved").click()
    expect(odile.get_by_text("What we still owe you stays open until it is done")).to_be_visible()


def the_desk_shows_it_and_keeps_what_is_owed(mara: Page) -> None:
    expect(mara.locator("#thread").get_by_text("said that it is solved")).to_be_visible()
    mara.keyboard.press("y")
    expect(mara.locator("#subject").get_by_text("1 kept, 1 renegotiated")).to_be_visible()
    mara.keyboard.press("e")
    expect(mara.locator("#thread").get_by_text("Mara Lindqvist closed it")).to_be_visible()


def what_she_writes_opens_it_again(odile: Page, mara: Page) -> None:
    odile.goto(odile.url.partition("?")[0])
    expect(odile.get_by_text("This matter is closed. If you write, it is open again.")).to_be_visible()
    odile.get_by_label("Your message").fill("It broke again.")
    odile.get_by_role("button", name="Send", exact=True).click()
    expect(odile.get_by_text("We have your letter. It stands below.")).to_be_visible()
    expect(mara.locator("#thread").get_by_text("on the page of the matter")).to_be_visible()
