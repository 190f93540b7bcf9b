"""A promise by keyboard: given in words, told of another time, kept; and closing says what is still owed."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation

SUBJECT = "The dressings did not come"


def test_a_promise_from_the_word_to_its_keeping(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, SUBJECT)
    subject, thread = page.locator("#subject"), page.locator("#thread")

    it_is_given_in_words(page)
    expect(subject.get_by_text("“Call about the gauze”")).to_be_visible()
    somebody_else_can_owe_it(page)

    closing_says_what_is_owed(page)
    expect(page.get_by_role("heading", level=1, name=SUBJECT)).to_be_visible()

    they_hear_of_another_time(page)
    expect(thread.get_by_role("article").get_by_text("the nurse is ill")).to_be_visible()
    expect(subject.get_by_text("On its way")).to_be_visible()

    what_was_promised_last_is_released(page)
    expect(subject.get_by_text("1 released")).to_be_visible()
    house.problems[:] = [one for one in house.problems if "422" not in one and "409" not in one]
    assert house.problems == []


def it_is_given_in_words(page: Page) -> None:
    keys = page.keyboard
    keys.press("b")
    expect(page.get_by_label("What", exact=True)).to_be_focused()
    keys.type("Call about the gauze")
    page.get_by_label("By when").focus()
    keys.type("next friday")
    expect(page.locator("#due-meant")).to_contain_text("?")
    check_accessible(page)
    keys.press("Enter")
    expect(page.get_by_text("That may mean several times.")).to_be_visible()
    page.locator("button[name=at]").last.focus()
    keys.press("Enter")


def somebody_else_can_owe_it(page: Page) -> None:
    page.get_by_role("link", name="Hand over").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Who", exact=True)).to_be_focused()
    check_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_label("Who", exact=True)).to_have_count(0)


def closing_says_what_is_owed(page: Page) -> None:
    page.keyboard.press("e")
    expect(page.get_by_text("This is still owed.")).to_be_visible()
    check_accessible(page)


def they_hear_of_another_time(page: Page) -> None:
    keys = page.keyboard
    keys.press("d")
    expect(page.get_by_label("Because")).to_be_visible()
    page.get_by_label("By when").fill("in 3 weeks")
    page.get_by_label("Because").fill("the nurse is ill")
    check_accessible(page)
    page.get_by_role("button", name="Write the letter").focus()
    keys.press("Enter")
    letter = page.get_by_label("The customer reads this")
    expect(letter).to_contain_text("the nurse is ill")
    check_accessible(page)
    page.get_by_role("button", name="Send it").focus()
    keys.press("Enter")


def what_was_promised_last_is_released(page: Page) -> None:
    page.keyboard.press("Shift+D")
    expect(page.get_by_role("button", name="The customer no longer needs it")).to_be_focused()
    check_accessible(page)
    page.keyboard.press("1")


def test_the_house_promises_by_policy(house: House) -> None:
    page = house.sign_in("olive")
    page.goto("/settings/promises")
    page.locator("button[value=four-hours]").click()
    page.wait_for_url("**/settings/promises/*")
    check_accessible(page)
    page.goto("/settings/tiers/new")
    page.get_by_label("Name").fill("Gold")
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings/tiers")
    page.get_by_role("link", name="Gold").click()
    expect(page.get_by_label("Name")).to_have_value("Gold")
    check_accessible(page)
