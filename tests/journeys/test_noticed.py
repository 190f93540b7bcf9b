"""A promise noticed while it is typed, by keyboard: accepted, taken back with its reply, sent, and kept."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation

SUBJECT = "The dressings did not come"


def test_a_promise_from_the_typed_word_to_its_keeping(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, SUBJECT)
    it_is_noticed_and_accepted(page)
    what_is_not_sure_is_asked(page)
    an_undone_reply_promises_nothing(page)
    it_is_promised_and_kept(page)


def it_is_noticed_and_accepted(page: Page) -> None:
    chips, keys = page.locator("#composer-noticed li"), page.keyboard
    keys.press("r")
    keys.type("I'll call you tomorrow before noon.")
    expect(page.get_by_role("button", name="Keep track")).to_be_visible()
    expect(page.locator("[data-chips-target=said]")).to_contain_text("Promise noticed")
    check_accessible(page)
    keys.press("Control+.")
    expect(page.locator("#composer-noticed li.is-accepted")).to_have_count(1)
    expect(editor(page, "Your reply")).to_be_focused()
    keys.type(" We will send it by Friday.")
    expect(chips).to_have_count(2)
    keys.press("Escape")
    expect(chips).to_have_count(1)
    expect(page.get_by_label("What this reply says")).to_have_value("")


def what_is_not_sure_is_asked(page: Page) -> None:
    page.keyboard.type(" You will have the box next Monday.")
    expect(page.get_by_text("Which one?")).to_be_visible()
    check_accessible(page)
    page.keyboard.press("Control+.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#composer-noticed li.is-accepted")).to_have_count(2)
    expect(editor(page, "Your reply")).to_be_focused()
    page.reload()
    expect(page.locator("#composer-noticed li.is-accepted")).to_have_count(2)
    expect(editor(page, "Your reply")).to_be_editable()


def an_undone_reply_promises_nothing(page: Page) -> None:
    owed = page.locator("#subject .promises").get_by_text("I'll call you tomorrow before noon")
    page.keyboard.press("r")
    page.keyboard.press("Control+Enter")
    expect(owed).to_be_visible()
    page.locator("#thread").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#composer-noticed li.is-accepted")).to_have_count(2)
    expect(owed).to_have_count(0)


def it_is_promised_and_kept(page: Page) -> None:
    owed = page.locator("#subject .promises")
    expect(editor(page, "Your reply")).to_be_editable()
    page.keyboard.press("r")
    page.keyboard.press("Control+Enter")
    expect(owed.get_by_text("I'll call you tomorrow before noon")).to_be_visible()
    expect(owed.get_by_text("You will have the box next Monday")).to_be_visible()
    page.locator("#thread").focus()
    page.keyboard.press("y")
    expect(owed.get_by_text("1 kept")).to_be_visible()


def test_what_was_not_answered_is_asked_on_today(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, SUBJECT)
    page.keyboard.press("r")
    page.keyboard.type("I'll call you tomorrow before noon.")
    expect(page.get_by_role("button", name="Keep track")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#subject .proposals")).to_contain_text("I'll call you tomorrow before noon")

    page.locator("#thread").focus()
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.get_by_role("heading", name="Is it a promise?")).to_be_visible()
    check_accessible(page)
    page.keyboard.press("b")
    expect(page.get_by_text("Promised for")).to_be_visible()
    expect(page.get_by_role("heading", name="Is it a promise?")).to_have_count(0)
    expect(page.get_by_role("heading", name="is next")).to_be_visible()
