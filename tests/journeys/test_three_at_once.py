"""Three browsers at one conversation: what one does the others see, and nobody loses what is under their hands."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import House, editor, open_conversation

SUBJECT = "The dressings did not come"
Writing = Callable[[str], object]


@pytest.fixture
def three(house: House) -> tuple[Page, Page, Page]:
    """Mara, Tess and Olive, each in a browser of their own."""
    return house.sign_in("mara"), house.sign_in("tess"), house.sign_in("olive")


@pytest.fixture
def writes_again(house: House, three: tuple[Page, Page, Page]) -> Writing:
    """Odile wrote, and all three have her letter open; with this she writes once more."""
    odile, first = house.customer("Odile"), EmailMessage()
    first["Message-ID"] = odile.write(house.mailbox, SUBJECT, "I waited in all Friday.")
    for page in three:
        open_conversation(page, SUBJECT)
        expect(page.locator("#subject")).to_contain_text("Nobody has it yet")
    return lambda words: odile.write(house.mailbox, f"Re: {SUBJECT}", words, answers=first)


def expect_letter(page: Page, words: str) -> None:
    expect(page.get_by_role("article").filter(has_text=words)).to_be_visible()


def test_all_see_what_one_does_and_whoever_was_away_catches_up(
    house: House, three: tuple[Page, Page, Page], writes_again: Writing
) -> None:
    mara, tess, olive = three
    writes_again("They came on Saturday.")
    for page in three:
        expect_letter(page, "They came on Saturday.")

    tess.context.set_offline(True)
    expect(tess.locator("#toasts")).to_contain_text("Not connected.")
    mara.get_by_role("button", name="I take it").click()
    expect(mara.locator("#subject")).to_contain_text("You have it")
    expect(olive.locator("#subject")).to_contain_text("Mara Lindqvist has it")
    writes_again("Two of them are torn.")
    expect_letter(olive, "Two of them are torn.")
    expect(tess.locator("#subject")).to_contain_text("Nobody has it yet")

    tess.context.set_offline(False)
    expect(tess.locator("#subject")).to_contain_text("Mara Lindqvist has it")
    expect_letter(tess, "Two of them are torn.")
    expect(tess.locator("#toasts")).not_to_contain_text("Not connected.")
    house.problems[:] = [one for one in house.problems if "net::ERR_" not in one and "Failed to fetch" not in one]


def test_what_is_under_the_hands_outlives_what_comes_in(three: tuple[Page, Page, Page], writes_again: Writing) -> None:
    mara, tess, olive = three
    editor(mara, "Your reply").press_sequentially("A new box leaves")
    olive.locator("#composer-later summary").click()
    tess.get_by_role("link", name="Assign", exact=True).click()
    asked = tess.get_by_role("combobox", name="Type a name")
    asked.press_sequentially("oli")
    expect(tess.get_by_role("option")).to_have_count(1)

    writes_again("Two of them are torn.")
    for page in three:
        expect_letter(page, "Two of them are torn.")
    expect(asked).to_have_value("oli")
    expect(asked).to_be_focused()
    asked.press("Enter")
    for page in (mara, tess):
        expect(page.locator("#subject")).to_contain_text("Olive Wren has it")
    expect(olive.locator("#subject")).to_contain_text("You have it")
    expect(olive.locator("#composer-later fieldset")).to_be_visible()
    expect(editor(mara, "Your reply")).to_be_focused()
    mara.keyboard.type(" today.")
    expect(editor(mara, "Your reply")).to_have_text("A new box leaves today.")
