"""Keeping order without a mouse: tags, priority, snooze by words, what wakes, spam and back."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation, row

SUBJECT = "The dressings did not come"
_LET_TIME_PASS = """
from goodword.conversations.jobs import wake_snoozed
from goodword.conversations.models import Conversation
from goodword.core.clock import now
for conversation in Conversation.objects.filter(snoozed_until__isnull=False):
    conversation.change(snoozed_until=now())
    wake_snoozed.enqueue(number=conversation.pk)
"""


def test_a_conversation_is_put_in_order_by_keyboard_alone(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, SUBJECT)
    subject, keys = page.locator("#subject"), page.keyboard

    keys.press("t")
    expect(page.get_by_role("combobox", name="Type a tag")).to_be_focused()
    keys.type("Delivery")
    expect(page.get_by_role("option", name="New tag: Delivery")).to_be_visible()
    check_accessible(page)
    keys.press("Enter")
    expect(subject.get_by_role("link", name="Delivery")).to_be_visible()
    expect(page.get_by_role("combobox", name="Type a tag")).to_be_focused()
    expect(page.get_by_role("combobox", name="Type a tag")).to_have_value("")
    keys.press("Escape")
    expect(page.get_by_role("combobox", name="Type a tag")).to_have_count(0)

    it_is_urgent(page)
    expect(row(page, SUBJECT).get_by_text("Delivery")).to_be_visible()
    it_sleeps_and_wakes(house, page)
    it_is_spam_and_is_not(page)
    house.problems[:] = [one for one in house.problems if "422" not in one]  # words that were not understood


def it_is_urgent(page: Page) -> None:
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Normal")).to_be_focused()
    page.keyboard.press("4")
    expect(page.locator("#subject").get_by_text("Urgent")).to_be_visible()
    expect(row(page, SUBJECT).get_by_text("Urgent")).to_be_visible()


def it_sleeps_and_wakes(house: House, page: Page) -> None:
    keys = page.keyboard
    keys.press("z")
    expect(page.get_by_label("Day and time, in your words")).to_be_focused()
    keys.type("whenever")
    expect(page.get_by_text("Not understood yet")).to_be_visible()
    keys.press("Enter")
    expect(page.get_by_text("That was not understood.")).to_be_visible()
    expect(page.get_by_label("Day and time, in your words")).to_be_focused()
    keys.press("Control+a")
    keys.type("tomorrow 3pm")
    expect(page.locator("#moment-meant")).to_contain_text("3:00")
    check_accessible(page)
    keys.press("Enter")
    expect(page.locator("#subject").get_by_text("Snoozed until")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(0)

    house.desk.python(_LET_TIME_PASS)
    expect(row(page, SUBJECT).get_by_text("Snooze ended")).to_be_visible()
    expect(page.locator("#thread").get_by_text("wanted to see it again now")).to_be_visible()


def it_is_spam_and_is_not(page: Page) -> None:
    keys = page.keyboard
    keys.press("!")
    expect(page.get_by_role("row")).to_have_count(0)
    keys.press("g")
    keys.press("!")
    page.wait_for_url("**/inbox?box=spam")
    expect(row(page, SUBJECT)).to_be_visible()
    keys.press("j")
    keys.press("Enter")
    expect(page.get_by_text("still comes to the inbox")).to_be_visible()
    check_accessible(page)
    keys.press("!")
    expect(page.get_by_text("it is back in its list")).to_be_visible()
    keys.press("Control+z")
    expect(page.get_by_text("still comes to the inbox")).to_be_visible()
    expect(row(page, SUBJECT)).to_be_visible()


def test_who_should_have_it_is_found_by_typing(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, SUBJECT)

    page.keyboard.press("a")
    expect(page.get_by_role("combobox", name="Type a name")).to_be_focused()
    page.keyboard.type("tess")
    expect(page.get_by_role("option")).to_have_count(1)
    check_accessible(page)
    page.keyboard.press("Enter")

    expect(page.locator("#subject").get_by_text("Tess Whitcombe has it")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator("#subject").get_by_text("Nobody has it yet")).to_be_visible()
